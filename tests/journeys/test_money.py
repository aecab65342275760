"""The pages of the money as an official works with them, and as a journalist checks them."""

import csv
import io
import json
import re
from html import unescape

import pytest

from reports import budget
from tests.journeys import server
from tests.journeys.site import NARROW, WIDE, Site, faults, follow, send
from tests.reports import spreadsheets
from ui import formats

DAY = "2018-03-01"
FIGURE = "?groep=lines&rij=regional&maat=committed"
PAGES = [
    "/dashboard/",
    f"/dashboard/?op={DAY}&bekend={DAY}",
    "/dashboard/?hub=noord-nederland&post=regional",
    "/dashboard/?hub=atlantis",
    "/dashboard/verschil/?van=2018-03-01",
    f"/dashboard/cijfer/{FIGURE}",
    f"/dashboard/boekingen/{FIGURE}",
    "/dashboard/spoor/",
    "/dashboard/spoor/?op=2018-12-31",
    f"/dashboard/spoor/?op={DAY}&bekend={DAY}",
    "/dashboard/spoor/?op=1999-12-31",
    "/dashboard/spoor/opbrengst/",
    "/dashboard/monitor/",
]
TABLE = "#lines_state ~ .si-table-scroll"
PREFIX = {"nl": "", "en": "/en"}
AMOUNT = re.compile(r"€\s?[\d.,]*\d")


@pytest.fixture(scope="module")
def portal(browser, django_db_setup, django_db_blocker):
    """With the letter in the books, and the awards, payments and match of the demonstration."""
    from jobs import clock
    from smartindustry import demo, demo_story

    with server.own_database(django_db_blocker) as name:
        demo.load()
        demo_story.tell(demo.cast(), clock.today())
        with server.serve(name) as url:
            yield Site(url, browser)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_of_the_money_have_no_fault_that_axe_can_find(site, language, width):
    page = site.signed_in("femke", width=width)
    wrong = {}
    for path in PAGES:
        page.goto(PREFIX[language] + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        if found := faults(page):
            wrong[path] = found
    assert wrong == {}


def test_every_chart_can_be_read_from_its_table_alone(site):
    """Each amount that is written in a picture stands in the table beside it, and so does each name."""
    page, seen = site.signed_in("femke"), 0
    for path in ("/dashboard/", f"/dashboard/cijfer/{FIGURE}", "/dashboard/spoor/", "/dashboard/spoor/opbrengst/"):
        page.goto(path)
        for figure in page.locator("main figure.si-chart").all():
            table = plain(figure.locator("table").inner_text())
            assert figure.locator("tbody tr").count() >= 1
            foot = figure.inner_text()
            assert "Bron:" in foot, path
            assert "Deze gegevens downloaden" in foot, path
            if "si-chart--province_map" not in figure.get_attribute("class"):
                # A stack writes its sum; its parts are the columns.
                words = [plain(one) for one in figure.locator("svg text").all_text_contents()]
                names = [one for one in words if not AMOUNT.search(one)]
                parts = " ".join(names)
                missing = [row for row in figure.locator("tbody th").all_inner_texts() if plain(row) not in parts]
                totals = {plain(one) for one in figure.locator("tbody tr:last-child th").all_inner_texts()}
                assert {plain(one) for one in missing} <= totals, (path, missing)
                # A name may stand on two lines; what is not drawn the table says in its own words.
                assert [one for one in names if one not in table and one != "niet getoond"] == []
            seen += 1
    assert seen >= 8


def plain(text: str) -> str:
    return " ".join(unescape(text).replace("\xa0", " ").split())


def test_money_opens_to_the_keyboard_alone(site):
    """From the dashboard of a day by an amount to its entries, with Tab and Enter."""
    page = site.signed_in("femke")
    page.goto("/dashboard/")
    tab_to(page, "#id_op")
    page.keyboard.type("06012018")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "op=2018-06-01" in page.url
    for selector in (f"{TABLE} a[href*='maat=allotted']", "main a[href*='/dashboard/boekingen/']"):
        tab_to(page, selector)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.url.split("?")[0].endswith("/dashboard/boekingen/")
    assert page.locator("main tbody tr").count() >= 1


def tab_to(page, selector: str, most: int = 200) -> None:
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached with Tab")


@pytest.mark.parametrize("path", ["/dashboard/verschil/", "/dashboard/spoor/", "/dashboard/spoor/opbrengst/"])
def test_form_of_each_page_is_sent_with_the_keyboard_alone(site, path):
    page = site.signed_in("femke", width=WIDE, javascript=False)
    page.goto(path)
    tab_to(page, "main form [type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.split("?")[0].endswith(path)


def test_each_answer_of_the_monitor_opens_to_the_keyboard_alone(site):
    """Without an account and on a narrow screen: every tile that unfolds, and the file behind them."""
    page = site.visitor(width=NARROW)
    page.goto("/dashboard/monitor/")
    folded = page.locator("main details").count()
    assert folded >= 3
    for _tile in range(folded):
        tab_to(page, "main details:not([open]) > summary")
        page.keyboard.press("Enter")
    assert page.locator("main details[open]").count() == folded
    page.reload()
    tab_to(page, "main a[href*='monitor.csv']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


def test_course_of_a_hub_is_chosen_with_the_keyboard_alone(site):
    page = site.signed_in("femke", width=NARROW, javascript=False)
    page.goto("/dashboard/?op=2018-12-31")
    tab_to(page, "#verloop-hub")
    page.keyboard.type("Noord-N")
    tab_to(page, "main form [type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "op=2018-12-31" in page.url
    assert "hub=noord-nederland" in page.url
    assert "Noord-Nederland" in page.locator("#verloop ~ .si-charts .si-chart__title").first.inner_text()


# --- How much of the 2.8 million? -------------------------------------------------------------------------------------


def on_screen(page) -> dict[str, list[str]]:
    """{name of the line: texts of its cells} of the money of the State by line, without what is a demonstration."""
    rows = {}
    for row in page.locator(TABLE).first.locator("tbody tr, tfoot tr").all():
        name = re.sub(r"^Totaal: ", "", plain(row.locator("th").inner_text()))
        cells = [plain(one.inner_text()) for one in row.locator("td").all()]
        rows[name] = [re.sub(r" ?waarvan demonstratie.*", "", one) for one in cells]
    return rows


def test_question_about_the_hubs_is_answered_frozen_and_downloaded(site):
    page = site.signed_in("femke")
    clicks = 0
    # How much, of what, with which match?
    page.goto("/dashboard/")
    page.fill("#id_op", DAY)
    send(page, ".si-budget-form [type=submit]")
    clicks += 1
    answer = on_screen(page)["Voorstellen van de regio's (hubs)"]
    assert answer[0].startswith("€ ")
    day = page.url
    same_in_every_file(page)
    # For whom?
    follow(page, f"{TABLE} a[href*='maat=reserved']")
    clicks += 1
    assert page.locator("main tbody tr").count() >= 1
    assert page.locator("main tfoot").inner_text()
    page.goto(day)
    # What changed since?
    follow(page, "main a[href*='/dashboard/verschil/']")
    clicks += 1
    assert page.locator("main table.si-budget tbody tr").count() >= 1
    page.goto(day)
    # Frozen and downloaded.
    follow(page, "main a[href*='/bijlagen/nieuw/']")
    page.fill("[name=title]", "Stand op 1 maart 2018")
    page.fill("[name=question]", "Hoeveel van de 2,8 miljoen was gereserveerd of verplicht?")
    send(page, "main form [name=freeze]")
    clicks += 2
    for _try in range(30):
        if page.locator("main a[href$='bijlage.csv']").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    frozen = page.request.get(page.locator("main a[href$='bijlage.csv']").get_attribute("href")).body()
    found = {}
    for row in csv.DictReader(io.StringIO(frozen.decode("utf-8-sig"))):
        found.setdefault((row["table"], row["row_name"]), []).append(plain(row["shown"]).split("; waarvan")[0])
    shown = [one.replace("(", "").replace(")", "") for one in found["lines_state", "Voorstellen van de regio's (hubs)"]]
    assert shown == answer
    assert page.request.get(page.locator("main a[href$='bijlage.pdf']").get_attribute("href")).body()[:4] == b"%PDF"
    assert clicks <= 6


def same_in_every_file(page) -> None:
    """What the screen says of a day, all its files say."""
    shown = on_screen(page)
    links = {suffix: page.locator(f"main a[href*='begroting.{suffix}']").first for suffix in ("csv", "xlsx", "json")}
    files = {suffix: page.request.get(link.get_attribute("href")).body() for suffix, link in links.items()}
    bare = {name: [re.sub(r"[()]", "", one) for one in cells] for name, cells in shown.items()}
    as_csv: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))):
        if row["table"] == "lines_state":
            as_csv.setdefault(row["row_name"], []).append(re.sub(r"[()]", "", plain(row["shown"])))
    assert as_csv == bare
    as_json: dict[str, list[str]] = {}
    for row in json.loads(files["json"])["rows"]:
        if row["table"] == "lines_state":
            as_json.setdefault(row["rowName"], []).append(re.sub(r"[()]", "", plain(row["shown"])))
    assert as_json == bare
    sheet = spreadsheets.cells(files["xlsx"])["Rijk per post"]
    allotted = {row[0]: row[1] for row in sheet[4:]}
    known = {name: formats.euro(value) for name, value in allotted.items() if not isinstance(value, str)}
    assert known == {name: cells[0] for name, cells in shown.items() if name in known}
    assert len(known) >= 3


def test_api_gives_what_a_visitor_sees_on_the_dashboard(site):
    page = site.visitor()
    page.goto("/dashboard/?op=2018-03-01")
    shown = on_screen(page)
    answer = page.request.get("/api/v1/budget?validOn=2018-03-01&table=lines_state&pageSize=1000").json()
    found = {}
    for row in sorted(answer["items"], key=lambda one: list(budget.MEASURES).index(one["measure"])):
        found.setdefault(row["rowNameNl"], []).append(plain(row["shownNl"]))
    assert [name for name in found if name in shown] == list(found)
    assert {name: [re.sub(r"[()]", "", cell) for cell in cells] for name, cells in found.items()} == shown


# --- Where does that figure come from? --------------------------------------------------------------------------------


def test_journalist_finds_the_source_of_each_public_figure_within_two_clicks(site):
    page = site.visitor()
    page.goto("/programma/cijfers/")
    figures = page.locator("main article.pg-figure").all()
    assert len(figures) >= 20
    for figure in figures:
        assert figure.locator(".si-figure__source a[href^='http']").count() == 1, figure.get_attribute("id")
    page.goto("/dashboard/monitor/")
    for tile in page.locator("main article.si-tile").all():
        question = tile.locator("h3, h4").inner_text()
        # One click opens it.
        tile.locator("summary").click()
        said = plain(tile.inner_text())
        if tile.locator("p.si-unknown").count():
            continue
        assert "Bron:" in said, question
        assert "Hoe het is geteld" in said, question
        links = tile.locator("details a").all()
        assert links, question
        # The second leads to the source, or to the register that counts it and to its data.
        for link in links:
            address = link.get_attribute("href")
            if address.startswith("/"):
                assert page.request.get(address).status == 200, (question, address)
    page.goto("/gegevens/")
    tables = {one.get_attribute("href") for one in page.locator("main a[href^='/gegevens/']").all()}
    tables = {path for path in tables if path.endswith("/") and path.count("/") == 3 and path != "/gegevens/api/"}
    assert len(tables) >= 10
    for path in tables:
        response = page.request.get(path)
        assert response.status == 200
        assert "Bron" in response.text(), path
