"""The public pages of the programme, in both languages, with any question."""

import re

import pytest
from django.utils.html import escape

from programme.differences import DIFFERENCES
from programme.models import Figure, Instrument, InstrumentPeriod, Partner, Project, Source, Transformation
from ui import formats

pytestmark = pytest.mark.django_db

FIXED = [
    "/programma/",
    "/programma/transformaties/",
    "/programma/instrumenten/",
    "/programma/partners/",
    "/programma/bronnen/",
    "/programma/cijfers/",
    "/programma/projecten/regional-hubs/",
    "/programma/projecten/international-business/",
    "/programma/transformaties/sustainable-factory/",
    "/programma/transformaties/smart-products/",
    "/programma/instrumenten/wbso/",
]
MOST_STATEMENTS = 8


def html(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.parametrize("url", FIXED)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_page_has_one_heading_and_few_statements(client, django_assert_max_num_queries, url, prefix):
    with django_assert_max_num_queries(MOST_STATEMENTS):
        page = html(client, prefix + url)
    assert page.count("<h1") == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])", page.split("<main")[1].split("</main>")[0])]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_project_transformation_and_instrument_has_a_page(client):
    for model in (Project, Transformation, Instrument):
        for thing in model.objects.all():
            html(client, thing.get_absolute_url())


@pytest.mark.parametrize("kind", ["projecten", "transformaties", "instrumenten"])
def test_unknown_thing_is_not_found(client, kind):
    assert client.get(f"/programma/{kind}/bestaat-niet/").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_figure_list_shows_every_row_with_its_source(client, prefix):
    page = html(client, f"{prefix}/programma/cijfers/")
    for figure in Figure.objects.select_related("source"):
        card = page.split(f'<article class="pg-figure pg-figure--{figure.phase}" id="{figure.key}">')[1]
        assert escape(figure.source.url) in card.split("</article>")[0]


def test_figure_list_marks_what_is_no_plain_figure(client):
    page = html(client, "/programma/cijfers/")
    assert "onbekend (tussen €\u00a00 en €\u00a02,1 miljoen)" in page
    assert "circa € 42 miljoen" in page
    assert "minstens €\u00a02,4 miljoen" in page


def test_figure_list_writes_formulas_with_links(client):
    page = html(client, "/programma/cijfers/")
    card = page.split('id="regional_share_derived"')[1].split("</article>")[0]
    assert 'href="#regional_letter"' in card
    assert 'href="#state_2018_letter"' in card
    assert "÷" in card
    assert card.count("80%") == 2


def test_figure_list_formula_of_filtered_page_leads_to_the_whole_list(client):
    page = html(client, "/programma/cijfers/?onderwerp=regional_share")
    assert 'href="/programma/cijfers/#regional_letter"' in page


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("onderwerp=dvc_amount", {"dvc_amount_text_letter", "dvc_amount_table_letter"}),
        ("bron=liof-2018", {"hubs_count_liof"}),
        ("soort=derived&zekerheid=unknown", {"other_hubs_derived"}),
        ("q=consortia", {"ipc_consortia_letter"}),
        ("fase=committed&q=Den+Haag+1.000.000", {"smitzh_the_hague_link2018"}),
    ],
)
def test_figure_list_filters(client, query, keys):
    response = client.get(f"/programma/cijfers/?{query}")
    assert {figure.key for figure in response.context["found"].matches} == keys


@pytest.mark.parametrize("words", ["2,8 miljoen", "2800000", "€ 2,8 miljoen"])
def test_figure_list_finds_an_amount_as_people_write_it(client, words):
    found = client.get("/programma/cijfers/", {"q": words}).context["found"].matches
    assert "regional_letter" in {figure.key for figure in found}


def test_figure_list_finds_a_small_amount_in_millions(client):
    keys = {figure.key for figure in client.get("/programma/cijfers/?q=0,7+miljoen").context["found"].matches}
    assert {"smitzh_state_letter", "sme_support_letter"} <= keys


def test_figure_list_without_result_offers_a_way_out(client):
    page = html(client, "/programma/cijfers/?q=zebra")
    assert "Geen cijfer past" in page
    assert "Toon alle cijfers" in page


@pytest.mark.parametrize("path", ["/programma/cijfers/", "/programma/instrumenten/", "/programma/cijfers/cijfers.csv"])
@pytest.mark.parametrize(
    "query",
    [
        {"bron": "<script>alert(1)</script>"},
        {"status": "'; DROP TABLE", "regio": "NL-XX", "onderwerp": "nergens"},
        {"q": "x" * 10_000},
        {"q": "%%%_\\", "page": "999999999999"},
        {"soort": ["derived", "stated"], "q": "\u202e\U0001f600"},
    ],
)
def test_garbage_gives_a_clear_page(client, path, query):
    response = client.get(path, query)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("path", ["/programma/cijfers/", "/programma/instrumenten/"])
def test_unknown_filter_and_long_text_are_named(client, path):
    page = html(client, f"{path}?q={'lang+' * 2500}&status=foo&bron=foo")
    assert "Uw zoektekst is te lang." in page
    assert "Wij kennen “foo” niet" in page


def test_nul_byte_is_refused_without_a_traceback(client):
    assert client.get("/programma/cijfers/?q=%00").status_code in {200, 400}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_differences_are_explained_with_their_figures(client, prefix):
    response = client.get(f"{prefix}/programma/cijfers/")
    page = response.content.decode()
    for difference in DIFFERENCES:
        assert page.count(f'href="#{difference.slug}"') == 1
        assert page.count(f'id="{difference.slug}"') == 1
    assert all(len(one.items) == len(one.difference.keys) for one in response.context["differences"])


def test_two_amounts_of_seven_hundred_thousand_are_told_apart(client):
    page = html(client, "/programma/cijfers/")
    section = page.split('id="twee-keer-0-7-miljoen"')[1].split("</table>")[0]
    assert 'href="#smitzh_state_letter"' in section
    assert 'href="#sme_support_letter"' in section
    assert "Zuid-Holland" in section


def test_source_of_the_regional_money_is_one_click_from_the_figures(client):
    page = html(client, "/programma/cijfers/")
    card = page.split('id="regional_letter"')[1].split("</article>")[0]
    assert "€ 2,8 miljoen" in card
    assert "https://zoek.officielebekendmakingen.nl/kst-29826-94.html" in card
    assert "alinea 4" in card


def test_no_id_occurs_twice(client):
    ids = re.findall(r'\sid="([^"]+)"', html(client, "/programma/cijfers/"))
    assert len(ids) == len(set(ids))


def test_export_follows_the_filter(client):
    response = client.get("/programma/cijfers/cijfers.csv?onderwerp=regional")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="cijfers.csv"'
    assert len(response.content.decode().splitlines()) == 3


def test_overview_names_projects_under_their_action_line(client):
    page = html(client, "/en/programma/")
    assert page.count('class="pg-line"') == 5
    last = page.split("In no action line")[1].split("</section>")[0]
    assert re.findall(r'href="/en/programma/projecten/([\w-]+)/"', last) == ["international-business"]


def test_project_shows_its_figures_and_parties_in_english(client):
    page = html(client, "/en/programma/projecten/regional-hubs/")
    assert "Province of South Holland" in page
    assert "€ 2.8 million" in page


def test_project_without_figures_says_so(client):
    assert "geen cijfers voor dit project" in html(client, "/programma/projecten/international-business/")


def test_transformation_says_whose_definition_it_is(client):
    assert "Deze definitie is van onszelf" in html(client, "/programma/transformaties/smart-working/")


def test_instrument_list_says_never_open(client):
    page = html(client, "/programma/instrumenten/")
    assert "si-badge--success" not in page
    assert "laatst gezien op 1 januari 2026" in page


def test_instrument_list_without_result_offers_a_way_out(client):
    assert "Geen steun past" in html(client, "/programma/instrumenten/?q=zebra")


def test_instrument_list_has_the_same_statements_for_one_and_for_many(client, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get("/programma/instrumenten/")
    with django_assert_num_queries(5):
        client.get("/programma/instrumenten/?q=boost")


def test_instrument_without_periods_is_left_out(client):
    Instrument.objects.create(slug="nieuw", name="Nieuw", what_nl="x", what_en="x", sme_direct=True)
    assert "Nieuw" not in [
        entry.instrument.name for entry in client.get("/programma/instrumenten/").context["found"].matches
    ]
    assert client.get("/programma/instrumenten/nieuw/").status_code == 404


def test_instrument_shows_all_its_periods(client):
    page = html(client, "/programma/instrumenten/wbso/")
    for period in InstrumentPeriod.objects.filter(instrument__slug="wbso"):
        assert f'id="{period.key}"' in page


def test_partner_list_names_all(client):
    page = html(client, "/programma/partners/")
    assert all(f'id="{partner.slug}"' in page for partner in Partner.objects.all())


def test_source_list_counts_figures(client):
    page = html(client, "/programma/bronnen/")
    with_figures = Source.objects.filter(figure__isnull=False).distinct().count()
    assert page.count('href="/programma/cijfers/?bron=') == with_figures
    assert page.count("geen: voor een toezegging aan de Tweede Kamer") == Source.objects.count() - with_figures == 2
    assert ">48<" in page


def test_value_of_unknown_has_no_bound_of_nothing():
    figure = Figure.objects.get(key="expertise_centre_amount_letter")
    assert formats.figure_value(figure) == "onbekend"


def test_sitemap_names_the_programme(client):
    page = html(client, "/sitemap.xml")
    assert "/en/programma/projecten/skillslabs/" in page
    assert "/programma/cijfers/" in page
