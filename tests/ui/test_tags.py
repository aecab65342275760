"""Template tags `ui`: stored texts, the language switch, query strings."""

from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from ui.language import local


def rendered(source: str, request=None, **context) -> str:
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


@pytest.mark.parametrize(
    ("language", "expected"), [("nl", "Loket"), ("en", "Desk"), ("en-gb", "Desk"), ("de", "Loket")]
)
def test_local_takes_the_text_of_the_language(language, expected):
    with translation.override(language):
        assert local(SimpleNamespace(name_nl="Loket", name_en="Desk"), "name") == expected


def test_local_falls_back_on_the_other_language_and_then_on_nothing():
    with translation.override("en"):
        assert local(SimpleNamespace(name_nl="Loket", name_en=""), "name") == "Loket"
        assert local(SimpleNamespace(), "name") == ""


def test_filters_write_unknown_for_none():
    with translation.override("nl"):
        source = "{{ x|euro }} {{ x|euro_short }} {{ x|number }} {{ x|known }} {{ x|date_long }} {{ x|percent }}"
        assert rendered(source, x=None) == " ".join(["onbekend"] * 6)


def test_known_keeps_zero():
    assert rendered("{{ x|known }}", x=0) == "0"


def test_page_that_is_its_query_has_it_in_its_alternates():
    request = RequestFactory().get("/ui/?rij=a&maat=paid")
    source = "{% language_links as links %}{% for one in links %}{{ one.alternate|safe }} {% endfor %}"
    with translation.override("nl"):
        assert rendered(source, request).split() == ["http://testserver/ui/", "http://testserver/en/ui/"]
        named = [f"http://testserver{path}?rij=a&maat=paid" for path in ("/ui/", "/en/ui/")]
        assert rendered(source, request, needs_query=True).split() == named


SWITCH = (
    "{% language_links as links %}"
    "{% for one in links %}{{ one.code }}={{ one.url|safe }}{% if one.current %}*{% endif %} {% endfor %}"
)


@pytest.mark.parametrize(
    ("language", "path", "expected"),
    [
        ("nl", "/ui/?page=2&q=a", "nl=/ui/?page=2&q=a* en=/en/ui/?page=2&q=a "),
        ("en", "/en/ui/", "nl=/ui/ en=/en/ui/* "),
        ("nl", "/bestaat-niet/?q=1", "nl=/bestaat-niet/?q=1* en=/en/ "),
        ("en", "/en/bestaat-niet/", "nl=/ en=/en/bestaat-niet/* "),
    ],
)
def test_language_switch_keeps_the_page(language, path, expected):
    with translation.override(language):
        assert rendered(SWITCH, RequestFactory().get(path)) == expected


def test_language_switch_works_without_a_request():
    with translation.override("nl"):
        assert rendered(SWITCH).startswith("nl=/*")


def test_language_switch_survives_a_host_that_is_not_ours():
    request = RequestFactory(HTTP_HOST="elders.example").get("/ui/")

    with translation.override("nl"):
        assert "en=/en/ui/" in rendered(SWITCH, request)


def test_with_query_changes_one_parameter_and_keeps_the_others():
    request = RequestFactory().get("/?q=las%26robot&region=a&region=b&page=3")

    assert rendered("{% with_query page=4 %}", request) == "?q=las%26robot&amp;region=a&amp;region=b&amp;page=4"
    assert rendered('{% with_query page="" sort="-name" %}', request).endswith("region=b&amp;sort=-name")


def test_page_numbers_leave_gaps():
    page = Paginator(range(500), 10).page(7)

    assert rendered("{% page_numbers page as numbers %}{{ numbers }}", page=page) == "[1, None, 6, 7, 8, None, 50]"


def test_chosen_filters_are_those_that_narrow_the_list():
    states = [
        {"label": "Alle", "url": "?", "selected": True, "all": True},
        {"label": "Nieuw", "url": "?stand=nieuw", "selected": False, "all": False},
    ]
    regions = [{"label": "Noord", "url": "?", "selected": True}, {"label": "Oost", "url": "?", "selected": False}]
    groups = [{"title": "Stand", "options": states}, {"title": "Regio", "options": regions}]
    assert rendered("{% chosen_filters groups as on %}{{ on|join:'+' }}", groups=groups) == "Noord"


def test_folded_filters_name_what_is_on():
    groups = [{"title": "Regio", "options": [{"label": "Noord", "url": "?", "selected": True, "count": 2}]}]
    source = "{% include 'components/filters.html' with groups=groups only %}"
    with translation.override("nl"):
        assert "<summary>1 filter aan: Noord</summary>" in rendered(source, groups=groups)
        groups[0]["options"][0]["selected"] = False
        assert "<summary>Filters kiezen</summary>" in rendered(source, groups=groups)


def test_cell_goes_beside_the_name_of_its_column():
    source = "{% for column, cell in row|beside:columns %}{{ column }}={{ cell }} {% endfor %}"
    assert rendered(source, row=["Delft", None], columns=["Plaats", "Stand", "Over"]) == "Plaats=Delft Stand=None "
