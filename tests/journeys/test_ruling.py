"""A court rules on a decision: one person records the ruling and prepares what follows, another decides."""

import pytest

from tests.journeys import server
from tests.journeys.site import Site, faults, follow, path_of, send

SUBMIT = "main form button[type=submit].utrecht-button--primary-action"
JUDGMENT = {"name": "uitspraak.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 uitspraak"}


@pytest.fixture(scope="module")
def portal(browser, django_db_setup, django_db_blocker):
    from smartindustry import demo, demo_money

    with server.own_database(django_db_blocker) as name:
        demo_money.give_mandates(demo.cast())
        with server.serve(name) as url:
            yield Site(url, browser)


@pytest.fixture(scope="module")
def judged(portal):
    """An award of 1,000 and the letter that dismissed the objection against it."""
    from jobs import clock
    from tests.funding.award_world import Granted
    from tests.funding.ruled import objected

    granted = Granted(1000)
    _objection, granted.answer = objected(granted)
    granted.world.allot(500, 500, year=clock.today().year)
    return granted


def record(page, letter) -> None:
    page.goto(f"/brieven/{letter.pk}/uitspraak/")
    page.fill("[name=court]", "College van Beroep voor het bedrijfsleven")
    page.fill("[name=number]", "18/1234")
    page.fill("[name=ecli]", "CBB 600")
    page.fill("[name=ruled_on]", letter.decided_on.isoformat())
    page.locator("[name=upheld][value=yes]").check(force=True)
    page.fill("[name=text]", "Het beroep is gegrond; de subsidie wordt € 1.400.")
    page.set_input_files("[name=file]", JUDGMENT)
    assert send(page, SUBMIT).status == 422
    assert "ECLI:NL:CBB:2019:12" in page.locator("main").inner_text()
    assert page.input_value("[name=number]") == "18/1234"
    assert faults(page) == []
    page.fill("[name=ecli]", "ECLI:NL:CBB:2018:600")
    page.set_input_files("[name=file]", JUDGMENT)
    send(page, SUBMIT)
    assert "De uitspraak is vastgelegd" in page.locator("main").inner_text()
    assert faults(page) == []


def test_ruling_is_recorded_prepared_and_carried_out(site, judged):
    fenna = site.signed_in("fenna")
    record(fenna, judged.answer)
    ruling = path_of(fenna)
    follow(fenna, "main a[href$='/voorstel/']")
    assert faults(fenna) == []
    fenna.fill("[name=amount]", "1.400")
    fenna.locator("[name=beyond_ceiling]").check(force=True)
    fenna.fill("[name=ground]", "Het College draagt ons op € 1.400 te verlenen.")
    send(fenna, SUBMIT)
    assert path_of(fenna) == ruling

    femke = site.signed_in("femke", javascript=False, width=320)
    femke.goto("/beslissen/")
    follow(femke, "main a[href^='/voorstellen/']")
    femke.fill("[name=decide-reference]", "FA-UITSPRAAK-1")
    send(femke, "main form button[name=decide], main form input[name=decide]")
    gijs = site.signed_in("gijs")
    gijs.goto(ruling)
    assert faults(gijs) == []
    assert gijs.locator("main a[href^='/brieven/']").count() == 1
    gijs.goto(f"/toekenningen/{judged.award.number}/")
    assert "€ 1.400" in gijs.locator("main").inner_text()
    assert faults(gijs) == []
