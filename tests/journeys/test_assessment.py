"""An SME goes through the self-assessment: without JavaScript, by keyboard, back, again, in two languages."""

import re
import uuid

import pytest

from assessments import tokens
from tests.browser import overflow
from tests.journeys.site import faults, follow, path_of, send, sign_in

SUBMIT = "main form button[type=submit].utrecht-button--primary-action"
PREFIX = {"nl": "", "en": "/en"}
HUB = {"nl": "/hubs/zuid-holland/", "en": "/en/hubs/zuid-holland/"}
TURN = {"nl": "Vraag {} van 8", "en": "Question {} of 8"}


def choose(page, value: str) -> None:
    """Answer the question on the screen and go on."""
    page.locator(f"main input[name=answer][value='{value}']").check(force=True)
    send(page, SUBMIT)


def chosen(page) -> str:
    return page.locator("main input[name=answer]:checked").get_attribute("value")


def answer_until(page, number: int) -> None:
    """Answer questions 1 to `number` - 1 of a new scan with level 3."""
    page.goto("/zelfscan/")
    for _question in range(1, number):
        choose(page, "3")


def finish(page, place: str = "Dordrecht", look=lambda: None) -> None:
    """Say what the company is and wants; then check and complete. `look` is called on each screen."""
    answers = [
        lambda: page.locator("main input[name=value][value=small]").check(force=True),
        lambda: page.select_option("main select[name=value]", "25"),
        lambda: page.fill("main input[name=place]", place),
        lambda: page.locator("main input[name=value][value=quality]").check(force=True),
        lambda: page.locator("main input[name=value][value=direction]").check(force=True),
        lambda: None,
    ]
    for answer in answers:
        look()
        answer()
        send(page, SUBMIT)


def assert_result(page, language: str) -> None:
    """Chart, table, eight reasons and the hub of the region are on the page."""
    main = page.locator("main")
    assert main.locator("svg[role=img]").count() >= 1
    assert main.locator("table tbody tr").count() >= 8
    level = {"nl": "U staat op niveau 3:", "en": "You are at level 3:"}[language]
    assert main.inner_text().count(level) == 8
    assert main.locator(f"a[href='{HUB[language]}']").count() >= 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_assessment_runs_without_javascript_from_home_to_result(site, language):
    page = site.visitor(javascript=False)
    page.goto(f"{PREFIX[language]}/")
    follow(page, f"main a[href='{PREFIX[language]}/zelfscan/']")
    for number in range(1, 9):
        if number > 1:
            assert TURN[language].format(number) in page.locator("main").inner_text()
        choose(page, "3")

    finish(page)

    assert_result(page, language)


def test_assessment_runs_by_keyboard_alone(site):
    page = site.visitor()
    page.goto("/zelfscan/")
    for _question in range(8):
        press_until(page, "answer")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        press_enter(page)
    for name, keys in (("value", "ArrowDown"), ("value", "ArrowDown"), ("place", "D"), ("value", " "), ("value", " ")):
        press_until(page, name)
        page.keyboard.press(keys)
        if keys == "D":
            page.keyboard.type("ordrecht")
        press_until_button(page)
        press_enter(page)
    press_until_button(page)
    press_enter(page)

    assert "/en/" not in page.url
    assert page.locator("main svg[role=img]").count() >= 1
    assert page.locator("main table tbody tr").count() >= 8


def press_until(page, name: str) -> None:
    """Tab until the field of this name has the focus."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab does not reach {name} on {page.url}")


def press_until_button(page) -> None:
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("e => document.activeElement.matches(e)", SUBMIT):
            return
    raise AssertionError(f"Tab does not reach the button on {page.url}")


def press_enter(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_assessment_loses_nothing_by_back_and_reload(site):
    page = site.visitor()
    answer_until(page, 4)
    choose(page, "5")

    page.go_back()
    page.reload()
    assert chosen(page) == "5"
    page.go_back()
    assert chosen(page) == "3"
    choose(page, "4")

    assert [chosen_at(page, number) for number in range(2, 5)] == ["3", "4", "5"]


def chosen_at(page, number: int) -> str:
    page.goto(re.sub(r"vraag/\d+", f"vraag/{number}", page.url))
    return chosen(page)


def test_assessment_keeps_its_answers_when_the_language_is_switched(site):
    page = site.visitor()
    answer_until(page, 3)

    follow(page, "header a[hreflang=en]")
    assert TURN["en"].format(3) in page.locator("main").inner_text()
    follow(page, "main a:has-text('Back to the previous question')")
    assert chosen(page) == "3"
    for _question in range(2, 9):
        choose(page, "3")
    finish(page)

    assert_result(page, "en")
    follow(page, "header a[hreflang=nl]")
    assert_result(page, "nl")


def test_assessment_waits_for_a_visitor_who_comes_back_later(site):
    page = site.visitor()
    answer_until(page, 6)
    page.goto("/")

    page.goto("/zelfscan/")
    follow(page, "main a:has-text('Verder waar u was')")

    assert TURN["nl"].format(6) in page.locator("main").inner_text()


def test_assessment_says_what_is_missing_and_keeps_the_rest(site):
    page = site.visitor()
    answer_until(page, 3)

    response = send(page, SUBMIT)

    assert response.status == 422
    assert page.locator("main [aria-invalid=true], main .si-error-summary, main [role=alert]").count() >= 1
    assert path_of(page).endswith("/vraag/3/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_assessment_screens_are_accessible_at_both_widths(site, language):
    page = site.visitor()
    wrong = {}

    def look():
        wrong[path_of(page)] = faults(page)

    page.goto(f"{PREFIX[language]}/zelfscan/")
    look()
    choose(page, "3")
    send(page, SUBMIT)
    look()
    for _question in range(2, 9):
        choose(page, "3")
    finish(page, look=look)
    look()
    follow(page, "main a[href*='/wissen/']")
    look()

    assert {path: found for path, found in wrong.items() if found} == {}


def key_of(page) -> uuid.UUID:
    return uuid.UUID(page.url.split("/zelfscan/")[1][:36])


def test_assessment_goes_on_elsewhere_by_link_and_by_file(site, tmp_path):
    page = site.visitor(javascript=False)
    answer_until(page, 4)
    follow(page, "main a:has-text('Bewaar voor later')")
    with page.expect_download() as download:
        page.click("main a:has-text('Download het bestand')")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    token = tokens.make(tokens.Purpose.RESUME, key_of(page))

    phone = site.visitor(width=320, javascript=False)
    phone.goto(f"/zelfscan/hervatten/{token}/")
    assert overflow(phone) <= 0
    send(phone, "main button:has-text('Ga verder waar u was')")
    assert TURN["nl"].format(4) in phone.locator("main").inner_text()

    other = site.visitor(javascript=False)
    other.goto("/zelfscan/hervatten/")
    other.set_input_files("main input[type=file]", file)
    send(other, SUBMIT)
    assert TURN["nl"].format(4) in other.locator("main").inner_text()
    assert key_of(other) == key_of(phone)


def test_assessment_is_taken_into_an_account_after_signing_in(site):
    page = site.visitor()
    answer_until(page, 3)
    key = key_of(page)
    follow(page, "main a:has-text('Bewaar voor later')")
    follow(page, "main a:has-text('Inloggen')")
    sign_in(page, "anna", path=path_of(page))
    assert path_of(page) == f"/zelfscan/{key}/bewaren/"
    send(page, "main button:has-text('Zet in mijn account')")

    assert page.locator(f"main a[href='/zelfscan/{key}/']").count() == 1
    stranger = site.visitor()
    stranger.goto(f"/zelfscan/{key}/vraag/2/")
    assert path_of(stranger).startswith("/account/inloggen/")


def test_assessment_goes_deeper_and_tells_its_company_on_a_phone(site):
    page = site.visitor(width=320, javascript=False)
    answer_until(page, 9)
    finish(page)
    result = path_of(page)
    page.goto(f"{result}bedrijf/")
    page.fill("main input[name=company_name]", "Metaal BV")
    page.fill("main input[name=email]", "baas@metaal.example")
    send(page, SUBMIT)
    assert "U krijgt een brief op b…@metaal.example." in page.locator("main").inner_text()

    page.goto(result)
    send(page, "main form[action$='/verdiepen/'] button")
    assert overflow(page) <= 0
    follow(page, "main .si-scan-tasks li:nth-child(3) a")
    for number in range(2, 6):
        assert f"Vraag {number} van 5" in page.locator("main").inner_text()
        choose(page, "4")
    assert "5 van 5 beantwoord" in page.locator("main .si-scan-tasks li:nth-child(3)").inner_text()
    follow(page, "main a:has-text('Controleer en toon mijn resultaat')")
    assert overflow(page) <= 0
    send(page, SUBMIT)

    assert path_of(page) != result
    assert "3,8" in page.locator("main").inner_text()
