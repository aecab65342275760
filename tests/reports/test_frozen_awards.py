"""Awards as they are frozen: what their public pages tell, and nothing of a plan before it is decided."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.rules import RuleBroken
from funding.models import Award
from reports import frozen, frozen_award, moment
from reports.reading import Moment
from tests.funding import world as worlds
from tests.reports.annexes import DAY, rows_of, text, url
from tests.reports.annexes import freeze as freeze_view


@pytest.fixture
def world(db):
    world = worlds.build()
    world.allot(700_000, 500_000)
    world.match(300_000)
    world.pay(world.grant(100_000), 40_000)
    world.grant(50_000)
    return world


@pytest.fixture
def award(world):
    return Award.objects.earliest("pk")


def read(view, query):
    return frozen.read(view, query, Moment(moment.known(), DAY))


def table(reading, key):
    return next(one for one in reading.tables if one.key == key)


def test_award_is_frozen_as_everyone_reads_it(award, client):
    page = client.get(reverse("funding:award_detail", args=[award.number]))
    found = read("award", {"nummer": award.number})
    assert dict(found.about)["Ontvanger"] == award.recipient.name
    assert [row[1].value for row in table(found, "money").rows] == [100_000, 100_000, 60_000, 40_000, None]
    assert [(row[0].text, row[1].text) for row in table(found, "match").rows] == [
        (name, words) for name, words, _meaning in page.context["match"]
    ]
    events = [(row[2].text, row[3].value) for row in table(found, "happened").rows]
    assert events == [(one.title, one.amount) for one in page.context["events"]]


def test_frozen_award_names_nobody_and_no_account(world, award):
    names = {one.name for one in (world.preparer, world.decider, world.payer, world.second)}
    kept = str(rows_of(freeze_view(world.preparer, "award", {"nummer": award.number}).csv))
    assert not [one for one in (*names, world.bank.iban) if one in kept]


@pytest.mark.parametrize("number", ["", "V-0", "\0", "../x"])
def test_award_that_does_not_exist_is_refused(world, client_for, fenna, number):
    with pytest.raises(RuleBroken):
        read("award", {"nummer": number})
    assert client_for(fenna).get(url("annex_create", view="award"), {"nummer": number}).status_code in (302, 400, 404)


def test_annex_leads_back_to_the_award(world, award, client_for, fenna):
    annex = freeze_view(fenna, "award", {"nummer": award.number})
    page = client_for(fenna).get(url("annex_detail", number=annex.number)).content.decode()
    assert f'href="{reverse("funding:award_detail", args=[award.number])}"' in page


def test_register_of_awards_is_frozen_as_it_is_shown(world, client):
    page = client.get(reverse("funding:award_list"), {"sort": "amount"})
    found = table(read("awards", {"sort": "amount"}), "awards")
    assert [row[0].text for row in found.rows[:-1]] == [row["award"].number for row in page.context["rows"]]
    assert [cell.value for cell in found.rows[-1][5:8]] == [150_000, 150_000, 40_000]


def test_register_that_is_too_long_ends_with_the_others(world, monkeypatch):
    whole = table(read("awards", {}), "awards").rows[-1]
    monkeypatch.setattr(frozen_award, "MOST_ROWS", 1)
    first, others, total = table(read("awards", {}), "awards").rows
    assert total == whole
    assert Decimal(first[5].value) + others[5].value == total[5].value


def test_nothing_found_in_the_register_says_so(world):
    found = read("awards", {"q": "xyzzy"})
    assert (found.tables, found.empty, found.query) == ((), "Er past geen toekenning.", "q=xyzzy")


@pytest.mark.parametrize("key", [None, "anna", "eva", "gijs", "fenna"])
def test_button_is_there_for_who_freezes(award, client_for, cast, key):
    client = client_for(cast[key] if key else None)
    for page in (reverse("funding:award_detail", args=[award.number]), reverse("funding:award_list")):
        assert ("bijlagen/nieuw/award" in client.get(page).content.decode()) is (key == "fenna")


def test_form_says_which_award(award, client_for, fenna):
    page = client_for(fenna).get(url("annex_create", view="award"), {"nummer": award.number}).content.decode()
    assert award.number in text(page)
