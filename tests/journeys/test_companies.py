"""A desk brings in a list of companies and works with them, with the keyboard alone; axe looks at every page."""

import pytest

from tests.hubs.test_company_lists import GOOD, MESSY, text_of
from tests.journeys.site import NARROW, WIDE, faults, path_of, press, tab_to

COMPANIES = "/bureau/bedrijven/"


def text(page) -> str:
    return page.locator("main").inner_text()


def type_in(page, name: str, words: str) -> None:
    tab_to(page, f"main [name={name}]")
    page.keyboard.type(words)


def look(page, wrong: dict[str, list[str]], name: str) -> None:
    """Note what is wrong; then the keys go on from the top of the page, at the width that the visitor has."""
    width = page.viewport_size["width"]
    wrong[name] = faults(page)
    page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})


def bring_in(page, rows: list[str], wrong: dict[str, list[str]]) -> None:
    """From the list of companies to the rows that were read."""
    page.goto(COMPANIES)
    look(page, wrong, "no companies, or some")
    press(page, f"main a[href='{COMPANIES}inlezen/']")
    look(page, wrong, "lists")
    press(page, f"main a[href='{COMPANIES}inlezen/nieuw/']")
    press(page, "main [name=send]")
    look(page, wrong, "start with errors")
    tab_to(page, "main [name=file]")
    page.set_input_files("main [name=file]", {"name": "dag.csv", "mimeType": "text/csv", "buffer": text_of(rows)})
    type_in(page, "basis", "Open dag, zij stemden in")
    press(page, "main [name=send]")
    look(page, wrong, "columns")
    press(page, "main [name=check]")
    look(page, wrong, "rows")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_list_is_brought_in_mended_and_written_by_keyboard(site, width):
    page, wrong = site.signed_in({WIDE: "eva", NARROW: "noor"}[width], width=width), {}
    bring_in(page, [*GOOD, MESSY[0]], wrong)
    assert "1 rij is nog niet leesbaar" in text(page) or "1 rij" in text(page)

    press(page, "main a[href$='/rijen/5/']")
    look(page, wrong, "row")
    tab_to(page, "main [name=kvk_number]")
    page.keyboard.press("Control+A")
    page.keyboard.type("12345679")
    press(page, "main [name=mend]")
    press(page, "main button[name=write]")
    look(page, wrong, "report")
    assert "De lijst is geschreven" in text(page)
    press(page, f"main a[href^='{COMPANIES}?']")
    look(page, wrong, "companies")

    assert page.locator("main tbody tr").count() >= 4
    assert wrong == dict.fromkeys(wrong, [])


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_company_is_noted_found_and_spoken_to_by_keyboard(site, width):
    page, wrong = site.signed_in("eva", width=width), {}
    page.goto(COMPANIES)
    press(page, f"main a[href='{COMPANIES}nieuw/']")
    look(page, wrong, "new")
    press(page, "main [name=send]")
    look(page, wrong, "new with errors")
    type_in(page, "name", f"Demo Spuiterij {width}")
    type_in(page, "email", f"spuiterij{width}@demo.example")
    press(page, "main [name=send]")
    look(page, wrong, "company")
    own = path_of(page)

    page.goto(COMPANIES)
    type_in(page, "q", f"spuiterij {width}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, f"main a[href='{own}']")
    press(page, f"main form[action='{own}noteren/'] [name=send]")
    look(page, wrong, "contact with errors")
    type_in(page, "text", "Wij belden over een verfrobot.")
    press(page, "main [name=send]")
    assert "Wij belden over een verfrobot." in text(page)
    look(page, wrong, "company with a contact")
    press(page, f"main a[href='{own}wijzigen/']")
    look(page, wrong, "change")
    assert page.goto(f"{COMPANIES}?q=xyzxyz").status == 200
    look(page, wrong, "nothing fits")

    assert wrong == dict.fromkeys(wrong, [])
