"""The pages of annexes: who freezes, reads, opens and checks them."""

import csv
import hashlib
import io
import re
import uuid
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from jobs.models import Job
from reports import actions, annex_files, annex_register
from reports.models import Annex, AnnexFile
from smartindustry.cast import CAST
from tests.funding import world as worlds
from tests.reports.annexes import DAY, freeze, url


@pytest.fixture
def world(db):
    """With an award, so that every view has something to say."""
    world = worlds.build()
    world.allot(700_000, 500_000)
    world.match(300_000)
    world.grant(100_000)
    return world


@pytest.fixture
def annex(db, fenna):
    return freeze(fenna)


@pytest.fixture
def made(annex):
    """With its documents."""
    for one in AnnexFile.Format.values:
        annex_files.write(annex, one)
    return annex


def sent(**changes):
    return {"key": uuid.uuid4().hex, "title": "Titel", "question": "Vraag 3", "replaces": "", "because": "", **changes}


@pytest.mark.django_db
def test_official_freezes_what_is_on_screen(client_for, fenna, world):
    client = client_for(fenna)
    page = client.get(reverse("reports:budget_dashboard"), {"op": "2018-03-01", "jaar": "2018"}).content.decode()
    (address,) = re.findall(r'href="([^"]*nieuw/budget/[^"]*)"', page)
    form = sent()
    answer = client.post(unescape(address), form)
    assert client.post(unescape(address), form)["Location"] == answer["Location"]
    annex = Annex.objects.get()
    assert answer["Location"] == url("annex_detail", number=annex.number)
    assert (annex.query, annex.valid_on) == ("op=2018-03-01&jaar=2018", date(2018, 3, 1))


@pytest.mark.django_db
def test_form_keeps_what_was_typed(client_for, fenna):
    answer = client_for(fenna).post(url("annex_create", view="letter"), sent(title="", question="Mijn vraag"))
    assert answer.status_code == 422
    assert "Mijn vraag" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [({"replaces": "2018-999", "because": "fout"}, "replaces"), ({"because": "fout"}, "replaces")],
)
def test_replacing_needs_an_annex_and_a_reason(client_for, fenna, changes, field):
    answer = client_for(fenna).post(url("annex_create", view="letter"), sent(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.django_db
def test_correction_names_the_earlier_annex_and_is_named_by_it(client_for, annex, fenna):
    client = client_for(fenna)
    answer = client.post(
        url("annex_create", view="letter"), sent(replaces=annex.number, because="Een bedrag was fout.")
    )
    assert "Een bedrag was fout." in client.get(url("annex_detail", number=annex.number)).content.decode()
    assert annex.number in client.get(answer["Location"]).content.decode()


READ = ["annex_detail", "annex_csv"]


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("key", [None, "anna", "eva", "gijs", "fenna"])
def test_annex_is_closed_until_it_went_to_parliament(made, client_for, cast, name, key):
    client = client_for(cast[key] if key else None)
    annex, staff = made, key in ("gijs", "fenna")
    assert client.get(url(name, number=annex.number)).status_code == (200 if staff else 404)
    assert (annex.number in client.get(url("annex_list")).content.decode()) is staff
    actions.release(by=cast["fenna"], annex=annex, document="brief 12", sent_on=DAY)
    assert client.get(url(name, number=annex.number)).status_code == 200
    page = client.get(url("annex_list")).content.decode()
    assert annex.number in page
    assert (cast["fenna"].name in client.get(url("annex_detail", number=annex.number)).content.decode()) is staff


def test_files_are_the_kept_bytes(annex, client_for, fenna):
    for format, name in (("pdf", "annex_document"), ("xlsx", "annex_workbook")):
        assert client_for(fenna).get(url(name, number=annex.number)).status_code == 404
        kept = annex_files.write(annex, format)
        content = client_for(fenna).get(url(name, number=annex.number)).content
        assert hashlib.sha256(content).hexdigest() == kept.sha256
    content = client_for(fenna).get(url("annex_csv", number=annex.number)).content
    assert hashlib.sha256(content).hexdigest() == annex.sha256


def test_auditor_reads_and_makes_nothing(annex, client_for, gijs):
    client = client_for(gijs)
    assert client.get(url("annex_compare", number=annex.number)).status_code == 200
    assert client.post(url("annex_create", view="letter"), sent()).status_code == 403
    assert client.post(url("annex_release", number=annex.number), {}).status_code == 403
    assert client.post(url("annex_make", number=annex.number)).status_code == 403
    assert "nieuw/" not in client.get(url("annex_detail", number=annex.number)).content.decode()


def test_official_sends_an_annex_to_parliament(annex, made, client_for, fenna):
    client = client_for(fenna)
    assert client.post(url("annex_release", number=annex.number), {"document": "", "sent_on": ""}).status_code == 422
    form = {"document": "Kamerstuk 29 826, nr. 100", "sent_on": "2018-05-31"}
    early = client.post(url("annex_release", number=annex.number), form)
    assert (early.status_code, "verstuurd voordat" in early.content.decode()) == (422, True)
    form["sent_on"] = "2018-06-04"
    assert client.post(url("annex_release", number=annex.number), form).status_code == 302
    assert client.post(url("annex_release", number=annex.number), form).status_code == 302
    assert annex_register.badge(Annex.objects.get(), False)["text"] == "Openbaar"


def test_documents_can_be_asked_again_after_a_job_that_failed(annex, client_for, fenna):
    Job.objects.update(state="failed", finished_at=timezone.now(), attempts=5)
    client = client_for(fenna)
    assert (
        url("annex_make", number=annex.number) in client.get(url("annex_detail", number=annex.number)).content.decode()
    )
    client.post(url("annex_make", number=annex.number))
    client.post(url("annex_make", number=annex.number))
    assert Job.objects.filter(kind=actions.WRITE).count() == 2


def test_register_searches_sorts_and_goes_out_as_it_is(annex, client_for, fenna):
    freeze(fenna, title="Iets anders", question="Vraag over hubs")
    client = client_for(fenna)
    exported = csv.reader(io.StringIO(client.get(url("annex_export"), {"q": "hubs"}).content.decode("utf-8-sig")))
    assert [row[0] for row in exported][1:] == ["2018-002"]
    assert "Geen bijlage past" in client.get(url("annex_list"), {"q": "xyz"}).content.decode()
    page = client.get(url("annex_list"), {"sort": "number"}).content.decode()
    assert page.index("2018-001") < page.index("2018-002")
    assert "2018-001" not in client.get(url("annex_list"), {"stand": "vervangen"}).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_pages_take_few_statements(annex, client_for, fenna, django_assert_max_num_queries, many):
    for _number in range(many):
        newest = freeze(fenna)
    client = client_for(fenna)
    client.get(url("annex_list"))
    for address in (
        url("annex_list"),
        url("annex_detail", number=newest.number),
        url("annex_compare", number=newest.number),
    ):
        with django_assert_max_num_queries(8, info=address):
            client.get(address)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("member", CAST, ids=lambda one: one.key)
def test_register_opens_for_everyone(cast, client_for, member, language):
    with translation.override(language):
        assert client_for(cast[member.key]).get(url("annex_list")).status_code == 200


def test_register_is_filtered_by_view_beside_what_else_is_asked(annex, client_for, fenna):
    freeze(fenna, "letter", title="De brief")
    client = client_for(fenna)
    page = client.get(url("annex_list"), {"overzicht": "letter", "stand": "intern", "q": "brief"})
    assert [one.title for one, _badge, _view in page.context["rows"]] == ["De brief"]
    assert "1 bijlage gevonden, van 2." in page.content.decode()
    (states, views) = page.context["filters"]
    assert [(one["url"], one["count"]) for one in views["options"]] == [
        ("?q=brief&stand=intern", 1), ("?q=brief&stand=intern&overzicht=budget", 0),
        ("?q=brief&stand=intern&overzicht=letter", 1),
    ]  # fmt: skip
    assert {one["url"] for one in states["options"] if not one["selected"]} == {
        "?q=brief&overzicht=letter", "?q=brief&stand=openbaar&overzicht=letter",
        "?q=brief&stand=vervangen&overzicht=letter",
    }  # fmt: skip
    exported = client.get(url("annex_export"), {"overzicht": "letter"}).content.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(exported))][1:] == ["2018-002"]


def test_view_that_nobody_knows_counts_as_not_asked(annex, client_for, fenna):
    page = client_for(fenna).get(url("annex_list"), {"overzicht": "bestaat-niet"})
    assert len(page.context["rows"]) == 1


def test_register_counts_for_a_stranger_only_what_is_public(annex, made, client, fenna):
    freeze(fenna, "letter")
    actions.release(by=fenna, annex=annex, document="brief 12", sent_on=DAY)
    (_states, views) = client.get(url("annex_list")).context["filters"]
    assert [one["count"] for one in views["options"]] == [1, 1]
