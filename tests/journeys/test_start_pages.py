"""Everyone signs in through the real form and lands where their work is."""

import pytest

from tests.journeys.site import WIDE, path_of, send, sign_in

PREFIX = {"nl": "", "en": "/en"}
KEYS = "anna bram chris daan eva noor stijn fenna femke sanne hilde wim gijs karim mirjam joost ans".split()  # noqa: SIM905


@pytest.mark.parametrize("key", KEYS)
def test_sign_in_leads_to_the_start_page_of_the_role(site, key):
    from smartindustry.cast import CAST

    member = next(member for member in CAST if member.key == key)
    page = site.visitor(javascript=False)

    sign_in(page, key)

    assert path_of(page) == "/start/"
    assert page.locator("h1").count() == 1
    assert member.name in page.locator("header").inner_text()
    links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    wrong = {link: page.request.get(link).status for link in set(links) if link.startswith("/")}
    assert {link: status for link, status in wrong.items() if status != 200} == {}


def test_sign_in_can_be_done_by_keyboard_and_undone(site):
    from smartindustry.cast import PASSWORD

    page = site.visitor()
    page.goto("/en/account/inloggen/")
    page.focus("input[name=login]")
    page.keyboard.type("eva@demo.smartindustry.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert path_of(page) == "/en/start/"

    send(page, "header form button[type=submit]")

    assert page.locator("header a[href$='/account/inloggen/']").count() == 1
    assert page.goto("/en/start/").url.startswith(f"{site.url}/en/account/inloggen/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_six_wrong_passwords_end_in_a_clear_page(site, language):
    key = {"nl": "chris", "en": "bram"}[language]
    page = site.visitor(width=WIDE)
    for _attempt in range(6):
        sign_in(page, key, "not the password", f"{PREFIX[language]}/account/inloggen/")

    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == language
    text = page.locator("main").inner_text()
    assert {"nl": "Wacht 5 minuten", "en": "Wait 5 minutes"}[language] in text
    assert page.request.get("/").status == 200
