"""The row editor: every kind of row on the page of a Fieldlab is added, changed, moved, removed and put back."""

from uuid import uuid4

import pytest
from django.utils import translation

from fieldlabs import kinds, rows
from fieldlabs.models import Fieldlab, Investment, Link, Partner, Service
from fieldlabs.models.content import Equipment, EvidenceCase, Result
from tests.fieldlabs.test_actions import draft

pytestmark = pytest.mark.django_db
CAST = ["anna", "chris", "daan", "eva", "noor", "stijn", "fenna", "femke", "hilde", "gijs", "karim", "mirjam", "ans"]
TYPED = {
    "service": {"kind": "advice", "name_nl": "Advies over lasrobots", "price_basis": "hour", "price": "1.250,50",
                "aid_basis": "de_minimis", "trl_min": "4", "trl_max": "6"},
    "equipment": {"name_nl": "Lasrobot", "year": "2017", "amount": "250.000"},
    "partner": {"name": "Demo Lasbedrijf", "kind": "company", "role": "member", "size": "small"},
    "investment": {"source": "state", "kind": "grant", "phase": "planned", "year": "2018", "amount": "500000"},
    "case": {"title_nl": "Minder fouten", "question_nl": "Kan het zonder fouten?", "result_nl": "De helft minder."},
    "result": {"kind": "product", "year": "2018", "number": "3", "basis": "geteld door het Fieldlab"},
    "link": {"title_nl": "Meer", "url": "https://example.nl/lassen"},
}  # fmt: skip
KEYS = list(TYPED)


def start(lab, key: str) -> str:
    return f"/fieldlabs/{lab.slug}/bewerken/{kinds.KINDS[key].path}/"


def added(client, lab, key: str, **changes):
    """A row of this kind, made by the page."""
    values = {**TYPED[key], "key": str(uuid4()), "note": "demo", **changes}
    answer = client.post(start(lab, key) + "nieuw/", values)
    assert (answer.status_code, answer.url if answer.status_code == 302 else "") == (302, start(lab, key)), (
        answer.context["form"].errors
    )
    return kinds.KINDS[key].model.objects.order_by("-pk").first()


@pytest.mark.parametrize("key", KEYS)
def test_row_is_added_changed_removed_and_put_back(eva, client_for, key):
    lab, client = draft(eva), client_for(eva)
    row = added(client, lab, key)
    page = client.get(f"{start(lab, key)}{row.pk}/")
    base = page.context["form"].initial["base"]
    typed = {**TYPED[key], "base": base, "note": "beter"}
    field = {"partner": "group", "investment": "reference", "result": "basis"}.get(key)
    field = field or ("title_en" if key in ("case", "link") else "name_en")
    assert client.post(f"{start(lab, key)}{row.pk}/", typed | {field: "changed text"}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "changed text"
    page = client.get(f"{start(lab, key)}{row.pk}/verwijderen/")
    sure = {"base": page.context["form"].initial["base"], "note": "stopt"}
    client.post(f"{start(lab, key)}{row.pk}/verwijderen/", sure)
    page = client.get(start(lab, key))
    assert (page.context["rows"], len(page.context["removed"])) == ([], 1)
    for _click in range(2):
        client.post(f"{start(lab, key)}terugzetten/", {"event": page.context["removed"][0].event})
    back = kinds.KINDS[key].model.objects.get(fieldlab=lab)
    assert (back.pk, getattr(back, field)) == (row.pk, "changed text")
    steps = rows.history(lab, kinds.KINDS[key])
    assert [(one.did, one.reason, one.person) for one in steps] == [
        ("teruggezet", "", "Eva Smit"),
        ("verwijderd", "stopt", "Eva Smit"),
        ("gewijzigd", "beter", "Eva Smit"),
        ("toegevoegd", "demo", "Eva Smit"),
    ]
    assert client.get(f"{start(lab, key)}geschiedenis/").status_code == 200


@pytest.mark.parametrize("key", KEYS)
def test_row_sent_twice_is_added_once(eva, client_for, key):
    lab, client = draft(eva), client_for(eva)
    values = {**TYPED[key], "key": str(uuid4()), "note": "demo"}
    answers = [client.post(start(lab, key) + "nieuw/", values).status_code for _click in range(2)]
    assert (answers, kinds.KINDS[key].model.objects.filter(fieldlab=lab).count()) == ([302, 302], 1)


@pytest.mark.parametrize("key", KEYS)
def test_change_of_what_somebody_saved_meanwhile_shows_both_texts(eva, client_for, key):
    lab, client = draft(eva), client_for(eva)
    row = added(client, lab, key)
    url = f"{start(lab, key)}{row.pk}/"
    base = client.get(url).context["form"].initial["base"]
    field = {"partner": "group", "investment": "reference", "result": "basis"}.get(key)
    field = field or ("title_en" if key in ("case", "link") else "name_en")
    values = {**TYPED[key], "base": base, "note": "x"}
    client.post(url, values | {field: "theirs was first"})
    answer = client.post(url, values | {field: "mine comes later"})
    assert answer.status_code == 409
    lines = answer.context["newer"]["lines"]
    assert [(one["before"], one["after"]) for one in lines] == [("theirs was first", "mine comes later")]
    again = {name: value for name, value in answer.context["form"].data.items() if name != "csrfmiddlewaretoken"}
    assert client.post(url, again).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "mine comes later"


def test_change_of_a_row_that_was_removed_keeps_what_was_typed(eva, client_for):
    lab, client = draft(eva), client_for(eva)
    row = added(client, lab, "link")
    url = f"{start(lab, 'link')}{row.pk}/"
    base = client.get(url).context["form"].initial["base"]
    client.post(url + "verwijderen/", {"base": base, "note": "weg"})
    answer = client.post(url, {**TYPED["link"], "title_nl": "Mijn titel", "base": base, "note": "x"})
    assert (answer.status_code, "Mijn titel" in answer.content.decode()) == (409, True)
    assert client.post(url + "verwijderen/", {"base": base, "note": "weg"}).status_code == 302


def test_removal_of_what_somebody_changed_meanwhile_asks_again(eva, client_for):
    lab, client = draft(eva), client_for(eva)
    row = added(client, lab, "link")
    url = f"{start(lab, 'link')}{row.pk}/"
    base = client.get(url).context["form"].initial["base"]
    client.post(url, {**TYPED["link"], "title_nl": "Anders", "base": base, "note": "x"})
    answer = client.post(url + "verwijderen/", {"base": base, "note": "weg"})
    assert (answer.status_code, Link.objects.filter(pk=row.pk).exists()) == (409, True)


def test_rows_move_up_and_down(eva, client_for):
    lab, client = draft(eva), client_for(eva)
    made = [added(client, lab, "link", title_nl=name, url=f"https://example.nl/{name}") for name in "abc"]
    client.post(f"{start(lab, 'link')}{made[2].pk}/volgorde/", {"way": "up"})
    client.post(f"{start(lab, 'link')}{made[0].pk}/volgorde/", {"way": "up"})
    client.post(f"{start(lab, 'link')}{made[0].pk}/volgorde/", {"way": "down"})
    assert [one.title_nl for one in Link.objects.filter(fieldlab=lab)] == ["c", "a", "b"]
    assert len(rows.history(lab, kinds.LINK)) == 3


def test_results_have_no_order_of_their_own(eva, client_for):
    lab, client = draft(eva), client_for(eva)
    row = added(client, lab, "result")
    assert client.post(f"{start(lab, 'result')}{row.pk}/volgorde/", {"way": "up"}).status_code == 404


@pytest.mark.parametrize(
    ("key", "changes", "field"),
    [
        ("service", {"name_nl": ""}, "name_nl"),
        ("service", {"price": "12.000.00"}, "price"),
        ("service", {"price_basis": "free"}, "__all__"),
        ("service", {"trl_max": ""}, "__all__"),
        ("service", {"kind": "hacking"}, "kind"),
        ("equipment", {"year": "1812"}, "__all__"),
        ("equipment", {"year": "99999999999"}, "year"),
        ("equipment", {"amount": "0"}, "amount"),
        ("investment", {"source": "companies"}, "__all__"),
        ("investment", {"amount": "-5"}, "amount"),
        ("case", {"company": "Demo BV"}, "__all__"),
        ("result", {"number": "-1"}, "number"),
        ("result", {"basis": ""}, "basis"),
        ("link", {"url": "javascript:alert(1)"}, "url"),
        ("partner", {"name": ""}, "name"),
        ("partner", {"kvk_number": "1234567"}, "kvk_number"),
        ("partner", {"starts_on": "2018-02-02", "ends_on": "2018-02-01"}, "__all__"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_the_rest(eva, client_for, key, changes, field):
    lab = draft(eva)
    values = {**TYPED[key], "key": str(uuid4()), "note": "mijn reden", **changes}
    answer = client_for(eva).post(start(lab, key) + "nieuw/", values)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "mijn reden" in answer.content.decode()


@pytest.mark.parametrize("key", ["service", "equipment", "investment", "case", "result", "link", "partner"])
def test_same_row_again_is_refused_with_a_sentence(eva, client_for, key):
    lab, client = draft(eva), client_for(eva)
    added(client, lab, key)
    answer = client.post(start(lab, key) + "nieuw/", {**TYPED[key], "key": str(uuid4())})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["__all__"])


def test_public_page_asks_why(eva, client_for):
    lab = Fieldlab.objects.get(slug="ramlab")
    answer = client_for(eva).post(start(lab, "link") + "nieuw/", {**TYPED["link"], "key": str(uuid4())})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["note"])


@pytest.mark.parametrize("key", CAST)
def test_rows_open_for_the_hub_and_those_who_oversee(cast, client_for, key):
    lab = draft(cast["eva"])
    row = added(client_for(cast["eva"]), lab, "link")
    client = client_for(cast[key])
    url = start(lab, "link")
    # Of a draft, staff of another hub and of the national desk do not even know that it is there.
    reads = {"eva": 200, "stijn": 200, "gijs": 200, "noor": 404, "karim": 404}.get(key, 403)
    writes = {"eva": 200, "noor": 404, "karim": 404}.get(key, 403)
    assert [client.get(url).status_code, client.get(url + "geschiedenis/").status_code] == [reads, reads]
    pages = ["nieuw/", f"{row.pk}/", f"{row.pk}/verwijderen/"]
    assert [client.get(url + page).status_code for page in pages] == [writes] * 3
    posts = [("terugzetten/", {"event": 1}), (f"{row.pk}/volgorde/", {"way": "up"})]
    expected = 302 if writes == 200 else writes
    assert [client.post(url + page, data).status_code for page, data in posts] == [expected] * 2


def test_rows_of_a_public_fieldlab_are_closed_for_another_hub(eva, noor, client_for):
    lab = Fieldlab.objects.get(slug="ramlab")
    row = added(client_for(eva), lab, "link")
    client, url = client_for(noor), start(lab, "link")
    pages = ["", "geschiedenis/", "nieuw/", f"{row.pk}/", f"{row.pk}/verwijderen/"]
    assert [client.get(url + page).status_code for page in pages] == [403] * 5
    assert client.post(f"{url}{row.pk}/", {**TYPED["link"], "note": "x"}).status_code == 403


def test_number_of_another_fieldlab_finds_nothing(eva, client_for):
    lab, other, client = draft(eva), Fieldlab.objects.get(slug="ramlab"), client_for(eva)
    row = added(client, other, "link")
    url = start(lab, "link")
    assert client.get(f"{url}{row.pk}/").status_code == 404
    assert client.post(f"{url}{row.pk}/verwijderen/", {"base": "x", "note": "x"}).status_code == 404
    assert client.post(f"{url}{row.pk}/volgorde/", {"way": "up"}).status_code == 404
    removal = {"base": client.get(f"{start(other, 'link')}{row.pk}/").context["form"].initial["base"], "note": "x"}
    client.post(f"{start(other, 'link')}{row.pk}/verwijderen/", removal)
    event = client.get(start(other, "link")).context["removed"][0].event
    client.post(f"{url}terugzetten/", {"event": event})
    assert Link.objects.count() == 0


@pytest.mark.parametrize("total", [1, 3])
@pytest.mark.parametrize("key", KEYS)
def test_list_takes_the_same_statements_for_more_rows(eva, client_for, django_assert_num_queries, key, total):
    lab, client = draft(eva), client_for(eva)
    for number in range(total):
        different = {"year": str(2018 + number)} if key in ("investment", "result") else {}
        names = {"name_nl": "name_nl", "title_nl": "title_nl", "name": "name"}
        different |= {name: f"{TYPED[key][name]} {number}" for name in names if name in TYPED[key]}
        if key == "link":
            different["url"] = f"https://example.nl/{number}"
        added(client, lab, key, **different)
    with django_assert_num_queries(6):
        assert len(client.get(start(lab, key)).context["rows"]) == total


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_speak_both_languages(eva, client_for, key, language):
    lab, client = draft(eva), client_for(eva)
    row = added(client, lab, key)
    before = "" if language == "nl" else "/en"
    with translation.override(language):
        for page in ("", "nieuw/", "geschiedenis/", f"{row.pk}/", f"{row.pk}/verwijderen/"):
            assert client.get(f"{before}{start(lab, key)}{page}").status_code == 200


def test_every_kind_is_there():
    models = {one.model for one in kinds.KINDS.values()}
    assert models == {Service, Equipment, Partner, Investment, EvidenceCase, Result, Link}
