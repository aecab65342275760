"""Register, form, check and one annex (made, waiting, failed): by axe, by keyboard alone and without scripts."""

import pytest
from django.utils import timezone

from accounts.models import User
from jobs import queue
from jobs.models import Job
from reports.actions import WRITE
from tests.journeys.site import NARROW, faults, follow, press, send, tab_to
from tests.reports import annexes

PREFIX = {"nl": "", "en": "/en"}
QUESTION = "Hoeveel van de 2,8 miljoen was gereserveerd of verplicht op 1 maart 2018?"
FORM = "/bijlagen/nieuw/difference/?van=2018-03-01"


def freeze(page, title):
    """Through the form; ends on the page of the annex."""
    page.goto(FORM)
    page.fill("[name=title]", title)
    page.fill("[name=question]", QUESTION)
    send(page, "main form [name=freeze]")
    return "/" + page.url.split("/", 3)[3]


def faults_on(page, paths):
    wrong = {}
    for path in paths:
        page.goto(path)
        if found := faults(page):
            wrong[path] = found
    return wrong


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_of_annexes_have_no_fault_that_axe_can_find(site, language):
    page = site.signed_in("fenna")
    annex = freeze(page, f"Antwoord ({language})")
    found = ["/bijlagen/", "/bijlagen/?overzicht=difference", "/bijlagen/?q=xyzxyz", FORM, annex, f"{annex}controle/"]
    found += [f"{annex}openbaar/", "/toekenningen/"]

    assert faults_on(page, [PREFIX[language] + path for path in found]) == {}


def test_official_freezes_and_makes_public_with_the_keyboard_alone(site):
    page = site.signed_in("femke")
    page.goto("/dashboard/verschil/?van=2018-03-01")
    press(page, "a[href*='/bijlagen/nieuw/difference/']")
    tab_to(page, "[name=title]")
    page.keyboard.type("Met het toetsenbord")
    tab_to(page, "[name=question]")
    page.keyboard.type(QUESTION)
    press(page, "[name=freeze]")
    press(page, "a[href$='/openbaar/']")
    tab_to(page, "[name=document]")
    page.keyboard.type("Demo: brief nr. 8")
    fill_day(page)
    press(page, "[name=release]")

    stranger = site.visitor()
    stranger.goto(page.url)
    assert stranger.locator("h1").inner_text().endswith("Met het toetsenbord")
    assert "Femke" not in stranger.locator("main").inner_text()
    assert faults(stranger) == []


def fill_day(page):
    """In the fields of a date, whichever they are."""
    page.locator("[name^=sent_on]").first.fill(timezone.localdate().isoformat())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_annex_without_its_documents_says_so_without_a_fault(site, monkeypatch, language):
    """Nobody picks its job up; then it has failed."""
    monkeypatch.setattr(queue, "nudge", lambda job: None)
    annex = annexes.freeze(User.objects.get(email__startswith="fenna@"), "letter")
    jobs = Job.objects.filter(kind=WRITE, payload={"annex": annex.pk})
    page = site.signed_in("fenna")
    path = f"{PREFIX[language]}/bijlagen/{annex.number}/"

    assert faults_on(page, [path]) == {}
    assert page.locator("main progress, main [role=progressbar]").count() == 1
    jobs.update(state="running", leased_until=timezone.now(), attempts=1)
    assert faults_on(page, [path]) == {}
    jobs.update(state="failed", finished_at=timezone.now(), attempts=5)
    assert faults_on(page, [path]) == {}
    send(page, "main form[action$='/maken/'] button")
    assert page.locator("main a[href$='bijlage.pdf']").count() == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_scripts_and_narrow_an_annex_is_frozen_and_found(site, language):
    page = site.signed_in("fenna", javascript=False, width=NARROW)
    freeze(page, f"Zonder scripts ({language})")

    page.goto(f"{PREFIX[language]}/bijlagen/?q=zonder+scripts&overzicht=difference")
    follow(page, "main tbody a")
    assert page.locator("h1").inner_text().endswith(f"Zonder scripts ({language})")
    assert page.locator("main a[href$='bijlage.csv']").count() == 1
