"""What may be said of an instrument on a day."""

from datetime import date

import pytest

from programme import instruments
from programme.models import InstrumentPeriod

TODAY = date(2026, 11, 22)


def standing(**values):
    period = InstrumentPeriod(**{"status": "open", "status_as_of": date(2026, 11, 1), "valid_to": None, **values})
    return instruments.standing(period, TODAY)


def test_open_is_said_when_seen_lately():
    assert standing().status == "open"
    assert "1 november 2026" in standing().text


def test_open_is_not_said_when_seen_long_ago():
    found = standing(status_as_of=date(2026, 9, 1))
    assert (found.status, found.badge_kind) == ("unknown", "warning")
    assert "1 september 2026" in found.text


def test_open_is_closed_after_its_last_day():
    assert standing(valid_to=date(2026, 11, 21)).status == "closed"
    assert standing(valid_to=TODAY).status == "open"


def test_recurring_says_when_it_was_last_seen():
    found = standing(status="recurring", status_as_of=date(2024, 4, 9))
    assert found.status == "recurring"
    assert found.text == "Komt vaak terug, laatst gezien op 9 april 2024. Controleer het bij de aanbieder."


def test_recurring_without_date_says_so():
    assert "geen datum" in standing(status="recurring", status_as_of=None).text


@pytest.mark.parametrize("seen", [None, date(2020, 1, 1)])
def test_unknown_is_never_open(seen):
    found = standing(status="unknown", status_as_of=seen)
    assert found.status == "unknown"
    assert found.text.startswith("Wij weten niet of dit open is.")


def test_web_links_are_numbered_when_a_site_returns():
    links = instruments.web_links(["https://www.rvo.nl/a", "https://nlsi.nl/", "https://rvo.nl/b"])
    assert [text for text, _address in links] == ["rvo.nl (1)", "nlsi.nl", "rvo.nl (2)"]


@pytest.mark.django_db
def test_newest_period_decides():
    listed = {entry.instrument.slug: entry for entry in instruments.all_listed(TODAY)}
    assert listed["wbso"].newest.key == "wbso-2026"
    assert listed["boost-voucher"].standing.status == "unknown"
    assert {entry.standing.status for entry in listed.values()} == {"recurring", "unknown", "closed"}


@pytest.mark.django_db
def test_region_filter_keeps_national_ones():
    listed = instruments.all_listed(TODAY)

    def slugs(place):
        return {entry.instrument.slug for entry in instruments.find({"regio": place}, listed).matches}

    assert "boost-voucher" in slugs("NL-GE")
    assert "boost-voucher" in slugs("oost-nederland")
    assert "boost-voucher" not in slugs("NL-ZH")
    assert "wbso" in slugs("NL-ZH")
