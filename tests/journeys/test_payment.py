"""One person proposes an advance, another approves it, a third releases it; and the recipient sees it paid."""

from datetime import date

import pytest

from tests.journeys import server
from tests.journeys.site import Site, faults, follow, path_of, send

SUBMIT = "main form button[type=submit].utrecht-button--primary-action"


@pytest.fixture(scope="module")
def portal(browser, django_db_setup, django_db_blocker):
    """With the cast and their mandates, but without the money of the letter: that has given out all of the budget."""
    from smartindustry import demo, demo_money

    with server.own_database(django_db_blocker) as name:
        demo_money.give_mandates(demo.cast())
        with server.serve(name) as url:
            yield Site(url, browser)


@pytest.fixture(scope="module")
def award(portal):
    """100,000 granted under the rule that 80% may be paid in advance."""
    from tests.funding import payment_world

    return payment_world.build().award


def test_advance_goes_over_three_desks(site, award):
    fenna = site.signed_in("fenna")
    fenna.goto(f"/toekenningen/{award.number}/betalen/")
    assert "Nu mag u hoogstens € 80.000 betalen" in fenna.locator("main").inner_text()
    fenna.fill("[name=amount]", "90.000")
    fenna.fill("[name=reason]", "Eerste voorschot")
    assert send(fenna, SUBMIT).status == 422
    assert "er moet nog € 10.000 zijn ingelegd" in fenna.locator("main").inner_text()
    assert fenna.input_value("[name=amount]") == "90.000"
    assert faults(fenna) == []
    fenna.fill("[name=amount]", "50.000")
    send(fenna, SUBMIT)
    path = path_of(fenna)
    assert "Goed te keuren" in fenna.locator("main").inner_text()
    approve(site, path)
    hilde = site.signed_in("hilde")
    hilde.goto(path)
    assert faults(hilde) == []
    release(hilde, "FA-2026-1")
    hilde.goto("/betalingen/")
    assert faults(hilde) == []
    assert hilde.goto(f"/toekenningen/{award.number}/terugontvangst/").status == 200
    assert faults(hilde) == []


def approve(site, path: str) -> None:
    femke = site.signed_in("femke", javascript=False)
    femke.goto("/betalingen/?stand=goedkeuren")
    follow(femke, f"main a[href='{path}']")
    send(femke, "main form button[name=approve], main form input[name=approve]")
    assert "Vrij te geven" in femke.locator("main").inner_text()


def release(payer, reference: str) -> None:
    payer.fill("[name=reference]", reference)
    payer.fill("[name=valid_on]", date.today().isoformat())  # noqa: DTZ011
    send(payer, "main form button[name=release], main form input[name=release]")
    text = payer.locator("main").inner_text()
    assert "Betaald" in text
    assert reference in text


def test_second_advance_goes_over_three_desks_without_javascript(site, award):
    """After the first: what may still be paid is what the advance share leaves."""
    fenna = site.signed_in("fenna", javascript=False, width=320)
    fenna.goto(f"/toekenningen/{award.number}/betalen/")
    assert "Nu mag u hoogstens € 30.000 betalen" in fenna.locator("main").inner_text()
    fenna.fill("[name=amount]", "30.000")
    fenna.fill("[name=reason]", "Tweede voorschot")
    send(fenna, SUBMIT)
    path = path_of(fenna)
    approve(site, path)
    hilde = site.signed_in("hilde", javascript=False, width=320)
    hilde.goto(path)
    release(hilde, "FA-2026-2")
