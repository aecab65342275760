"""From the result to the desk and back: ask for help, the desk reads, withdraw; and the scan once more."""

from tests.journeys.site import faults, follow, path_of, send
from tests.journeys.test_assessment import SUBMIT, answer_until, choose, finish

SEND = "main button[name=send]"
TYPED = {
    "company_name": "Café Ångström & Zn",
    "contact_name": "Zoë van 't Hof",
    "email": "zoe@bedrijf.example",
    "question": "Waar begin ik?\n\nWij hebben één laser.",
}


def looked_at(site, *paths: str) -> dict[str, list[str]]:
    """The faults of these pages, seen by a visitor with JavaScript: axe needs it."""
    page = site.visitor()
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = faults(page)
    return {path: wrong for path, wrong in found.items() if wrong}


def result_of(page) -> str:
    answer_until(page, 9)
    finish(page)
    return path_of(page).split("#")[0]


def test_company_asks_the_desk_reads_and_the_company_withdraws(site):
    company = site.visitor(width=320, javascript=False)
    result = result_of(company)
    follow(company, f"a[href='{result}hulp/']")
    assert "SMITZH" in company.locator("main").inner_text()

    send(company, SEND)
    assert company.locator("main").inner_text().count("Vul uw naam in.") == 2
    for name, value in TYPED.items():
        company.fill(f"main [name={name}]", value)
    company.check("main input[name=agreed]", force=True)
    send(company, SEND)
    own_page = path_of(company).split("#")[0]
    assert own_page.startswith("/hulpvraag/")

    desk = site.signed_in("eva")
    follow(desk, "main a[href='/bureau/']")
    wrong = {"inbox": faults(desk)}
    follow(desk, "main tbody a")
    read = desk.locator("main").inner_text()
    assert all(part in read for part in ("Café Ångström & Zn", "Wij hebben één laser.", "Niveau 3:"))
    wrong["request"] = faults(desk)

    company.goto(result)
    follow(company, f"main a[href='{own_page}']")
    follow(company, f"main a[href='{own_page}intrekken/']")
    send(company, "main form button[type=submit]")
    desk.reload()

    assert "Ingetrokken op" in company.locator("main").inner_text()
    assert "Ångström" not in company.locator("main").inner_text() + desk.locator("main").inner_text()
    assert wrong == {"inbox": [], "request": []}


def test_pages_of_help_have_no_fault_that_axe_can_find(site):
    page = site.visitor()
    result = result_of(page)
    page.goto(f"{result}hulp/")
    send(page, SEND)
    errors = faults(page)
    for name, value in TYPED.items():
        page.fill(f"main [name={name}]", value)
    page.check("main input[name=agreed]", force=True)
    send(page, SEND)
    own_page = path_of(page).split("#")[0]

    assert errors == []
    assert looked_at(site, f"{result}hulp/", own_page, f"{own_page}intrekken/", "/en" + own_page) == {}


def test_company_repeats_the_scan_and_sees_what_changed(site):
    page = site.visitor(javascript=False)
    result = result_of(page)
    follow(page, f"main a[href='{result}opnieuw/']")
    send(page, "main form button[type=submit]")
    for value in "53333333":
        choose(page, value)
    # What was said before is filled in: five screens and the check need only the button.
    for _screen in range(6):
        send(page, SUBMIT)

    follow(page, "main a[href$='/verandering/']")

    shown = page.locator("main").inner_text()
    assert "2,0 hoger" in shown
    assert shown.count("hetzelfde") == 7
    changed = path_of(page)
    assert looked_at(site, f"{result}opnieuw/", changed, "/en" + changed) == {}
