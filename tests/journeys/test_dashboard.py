"""What the letter states and what the books hold, for everyone; what changed entry by entry, for officials."""

import pytest

from tests.journeys.site import NARROW, WIDE, faults

WORDS = {
    "nl": ("Waar staat de € 3,5 miljoen?", "onbekend"),
    "en": ("Where is the € 3.5 million?", "unknown"),
}
PREFIX = {"nl": "", "en": "/en"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_letter_shows_an_official_the_split_with_sources(site, language):
    title, unknown = WORDS[language]
    page = site.signed_in("femke")

    response = page.goto(f"{PREFIX[language]}/dashboard/brief/")

    main = page.locator("main")
    assert (response.status, page.locator("h1").inner_text()) == (200, title)
    assert main.locator("svg[role=img]").count() >= 2
    budget = main.locator("table.si-budget")
    rows = budget.locator("tbody tr, tfoot tr")
    assert rows.count() >= 5
    assert budget.locator("tr td:last-child a").count() == rows.count()
    assert unknown in budget.inner_text()
    assert faults(page) == []


def test_letter_draws_the_data_value_center_as_a_range_and_not_as_zero(site):
    page = site.signed_in("femke", javascript=False)
    page.goto("/dashboard/brief/")

    row = page.locator("table.si-budget tr:has(th:has-text('Data Value Center'))").first

    assert "onbekend" in row.inner_text()
    assert "€ 0 " not in row.inner_text() + " "
    assert page.locator("main figure svg [fill^='url(#']").count() >= 1


def test_dashboard_is_on_the_start_page_of_an_official(site):
    page = site.signed_in("femke")

    assert page.locator("main a[href='/dashboard/']").count() >= 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_changed_refuses_a_company_with_a_clear_page(site, language):
    page = site.signed_in("anna")

    response = page.goto(f"{PREFIX[language]}/dashboard/verschil/")

    assert response.status == 403
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == language
    assert faults(page) == []


def test_what_changed_asks_a_stranger_to_sign_in_and_then_opens(site):
    from smartindustry.cast import PASSWORD

    page = site.visitor()
    page.goto("/dashboard/verschil/?van=2018-03-01")
    page.fill("input[name=login]", "femke@demo.smartindustry.example")
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "/dashboard/verschil/?van=2018-03-01" in page.url


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_stranger_follows_an_amount_to_what_it_rests_on(site, language, width):
    page = site.visitor(width=width)
    page.goto(f"{PREFIX[language]}/dashboard/")

    page.locator("a[href*='rij=smitzh&maat=reserved']").first.click()
    assert page.locator("#bronnen ~ ul a[href^='https://']").count() >= 1
    assert faults(page) == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_books_on_a_day_are_readable_on_every_screen(site, language, width):
    page = site.signed_in("femke", width=width)

    page.goto(f"{PREFIX[language]}/dashboard/?op=2018-06-01")

    assert page.locator("h1").count() == 1
    assert page.locator("main table.si-budget").count() == 4
    assert faults(page) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_day_that_cannot_be_gets_a_sentence(site, language):
    page = site.signed_in("femke", width=NARROW)

    response = page.goto(f"{PREFIX[language]}/dashboard/?op=1999-12-31")

    assert response.status == 422
    assert "2018" in page.locator("[role=alert]").inner_text()
    assert faults(page) == []
