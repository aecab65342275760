"""A company finds a Fieldlab from a question, with the keyboard only and without JavaScript."""

import pytest

from tests.browser import overflow, violations
from tests.journeys.site import NARROW, WIDE, path_of, press, tab_to


def seen_by_axe(site, page, width: int) -> tuple[list[str], int]:
    """What axe finds on this page and how much too wide it is. axe is a script, so it looks in a browser with them."""
    other = site.visitor(width=width)
    other.goto(path_of(page))
    return violations(other), overflow(other)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_question_leads_to_a_fieldlab_with_reasons(site, width):
    page = site.visitor(width=width, javascript=False)
    page.goto("/fieldlabs/")
    press(page, "main a[href='/fieldlabs/keuzehulp/']")
    press(page, "main a[href*='stap=2']")  # skipped
    tab_to(page, "input[name=woorden]")
    page.keyboard.type("een robot die last")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "input[name=plaats]")
    page.keyboard.type("Dordrecht")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.locator(".fl-matches h3").first.inner_text() == "Duurzaamheidsfabriek"
    assert "heeft uw woorden: robot" in page.locator(".fl-matches li").first.inner_text()
    assert page.locator(".fl-desk").is_visible()
    assert seen_by_axe(site, page, width) == ([], 0)

    press(page, ".fl-matches a[href='/fieldlabs/duurzaamheidsfabriek/']")
    assert page.locator("h1").inner_text() == "Duurzaamheidsfabriek"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_two_of_the_list_are_put_side_by_side(site, width):
    page = site.visitor(width=width, javascript=False)
    page.goto("/fieldlabs/?plaats=rotterdam&binnen=30")
    assert seen_by_axe(site, page, width) == ([], 0)
    boxes = page.locator(".fl-compare input")
    for number in (0, 1):
        tab_to(page, f".fl-results > li:nth-child({number + 1}) .fl-compare input")
        page.keyboard.press("Space")
        assert boxes.nth(number).is_checked()
    press(page, "form[action='/fieldlabs/vergelijken/'] button")

    assert page.locator(".fl-compared thead th").count() == 2
    assert page.locator(".fl-compared__differs").count() > 0
    assert seen_by_axe(site, page, width) == ([], 0)
