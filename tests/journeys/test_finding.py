"""A new visitor finds what they came for in at most three clicks from home, in both languages, with JavaScript off."""

import pytest

from tests.journeys.site import follow

PREFIX = {"nl": "", "en": "/en"}
BOTH = pytest.mark.parametrize(("language", "javascript"), [("nl", True), ("nl", False), ("en", True), ("en", False)])


@pytest.fixture
def home(site, language, javascript):
    page = site.visitor(javascript=javascript)
    page.goto(f"{PREFIX[language]}/")
    return page


def search(page, text: str) -> None:
    """Type in the search box of the page and press Enter: one click."""
    page.fill("main input[type=search]", text)
    with page.expect_navigation():
        page.locator("main input[type=search]").press("Enter")


@BOTH
def test_welding_robots_lead_to_the_duurzaamheidsfabriek(home, language):
    prefix = PREFIX[language]
    follow(home, f"main a[href='{prefix}/fieldlabs/']")
    search(home, {"nl": "lasrobots", "en": "welding robots"}[language])
    follow(home, f"main a[href='{prefix}/fieldlabs/duurzaamheidsfabriek/']")

    assert home.locator("h1").inner_text() == "Duurzaamheidsfabriek"
    assert "Dordrecht" in home.locator("main").inner_text()


@pytest.mark.parametrize(("language", "javascript"), [("en", True)])
def test_dutch_word_finds_the_same_fieldlab_on_the_english_site(home, language):
    follow(home, "main a[href='/en/fieldlabs/']")
    search(home, "lasrobots")

    assert home.locator("main a[href='/en/fieldlabs/duurzaamheidsfabriek/']").count() >= 1


@BOTH
def test_metal_printing_in_zuid_holland_leads_to_ramlab(home, language):
    prefix = PREFIX[language]
    follow(home, f"main a[href='{prefix}/fieldlabs/']")
    search(home, {"nl": "3D-metaalprinten Zuid-Holland", "en": "3D metal printing Zuid-Holland"}[language])
    follow(home, f"main a[href='{prefix}/fieldlabs/ramlab/']")

    assert home.locator("h1").inner_text() == "RAMLAB"
    assert "Rotterdam" in home.locator("main").inner_text()


@BOTH
def test_source_of_2_8_million_is_two_clicks_away(home, language):
    prefix = PREFIX[language]
    follow(home, f"main a[href='{prefix}/programma/cijfers/']")
    search(home, {"nl": "2,8 miljoen", "en": "2.8 million"}[language])

    figure = home.locator("#regional_letter")
    amount = {"nl": "€ 2,8 miljoen", "en": "€ 2.8 million"}[language]
    assert amount in figure.inner_text().replace("\xa0", " ")
    assert figure.locator("a[href^='http'], a[href*='bronnen']").count() >= 1


@BOTH
def test_the_two_amounts_of_0_7_million_are_explained(home, language):
    prefix = PREFIX[language]
    follow(home, f"main a[href='{prefix}/programma/cijfers/']")
    home.locator("main a[href='#twee-keer-0-7-miljoen']").click()

    section = home.locator("#twee-keer-0-7-miljoen")
    assert section.is_visible()
    text = section.inner_text()
    assert ["SMITZH" in text, {"nl": "mkb", "en": "SME"}[language] in text] == [True, True]
    assert section.locator("tbody tr").count() == 3
    assert section.locator("tbody td:last-child a").count() == 3


@pytest.mark.parametrize("language", ["nl", "en"])
def test_search_without_result_says_what_to_do(site, language):
    page = site.visitor()
    page.goto(f"{PREFIX[language]}/fieldlabs/")
    search(page, "xyzxyz")

    assert page.locator("main a").count() >= 1
    assert page.input_value("main input[type=search]") == "xyzxyz"
