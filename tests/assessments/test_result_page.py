"""The result page: what an owner reads, in which order, and that it follows the horizon."""

import re
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from assessments.locations import Location
from assessments.models import Assessment, PeerCell, Site
from assessments.questionnaire import TRANSFORMATIONS
from assessments.results import outcome
from assessments.scan import scan_of
from assessments.scoring import NoLevel
from jobs import clock
from regions.models import Place
from tests.assessments.runs import ALL, completed_deep_run, completed_run, text, url
from tests.assessments.test_browser import ROOT, SITE

pytestmark = pytest.mark.django_db

DK, NA = NoLevel.DONT_KNOW, NoLevel.NOT_APPLICABLE
MIXED = (2, 1, 4, DK, 5, 3, NA, 2)
ORDER = ["Wat opvalt", "Waar staat uw bedrijf?", "Uw volgende stappen", "Waarom dit niveau", "Vergeleken met andere"]


def subjects(page):
    """The subjects in the order of the table of priorities."""
    table = re.search(r'<table class="utrecht-table si-priorities">(.*?)</table>', page, re.S).group(1)
    return re.findall(r'<th scope="row">(.*?)</th>', table)


def cells(counts, sizes=(None,), depth="quick"):
    """The same group published for every subject."""
    for slug in TRANSFORMATIONS:
        for size in sizes:
            PeerCell.objects.create(
                questionnaire="smart-industry", version="2026.1", depth=depth, transformation=slug, size_id=size,
                counts=counts, companies=sum(counts.values()), shown=True, as_of=clock.today(),
            )  # fmt: skip


def test_page_starts_with_what_stands_out_and_ends_with_who_can_help(client):
    shown = text(client.get(url("result", completed_run(MIXED, size="small"))))

    places = [shown.index(part) for part in [*ORDER, "Praat erover met de hub"]]
    assert places == sorted(places)


def test_quick_result_is_called_an_indication_and_a_deep_one_is_not(client):
    quick, deep = (client.get(url("result", run)) for run in (completed_run(MIXED), completed_deep_run()))

    assert "Dit is een indicatie." in text(quick)
    assert "Dit is een indicatie." not in text(deep)
    assert "Deze uitslag berust op uw eigen antwoorden, op hoogstens vijf vragen per onderwerp." in text(deep)


@pytest.mark.parametrize("horizon", ["this-year", "two-years", "four-years"])
def test_order_follows_the_horizon(client, horizon):
    run = completed_run((1, 4, 1, 4, 1, 4, 1, 4), size="large", goals=["new-services"])

    page = client.get(url("result", run), {"horizon": horizon}).content.decode()

    assert subjects(page) == [row.name for row in outcome(scan_of(run), horizon).priorities.rows]
    assert re.findall(r'data-horizon="([^"]+)" aria-current="true"', page) == [horizon]


def test_order_differs_between_horizons(client):
    run = completed_run((1, 4, 1, 4, 1, 4, 1, 4), size="large", goals=["new-services"])

    orders = {
        tuple(subjects(client.get(url("result", run), {"horizon": one}).content.decode()))
        for one in ("this-year", "four-years")
    }
    assert len(orders) == 2


@pytest.mark.parametrize("horizon", ["", "next-week", "<script>", "two-years' OR 1=1"])
def test_unknown_horizon_is_the_usual_one(client, horizon):
    page = client.get(url("result", completed_run(MIXED)), {"horizon": horizon}).content.decode()

    assert re.findall(r'data-horizon="([^"]+)" aria-current="true"', page) == ["two-years"]


def test_points_of_the_three_factors_add_up(client):
    rows = outcome(scan_of(completed_run(MIXED, size="small", goals=["cost"]))).priorities.rows

    def tenths(text):
        return int(text.replace(",", ""))

    for row in rows:
        parts = sum(tenths(factor.points) for factor in (row.effort, row.gain, row.gap))
        assert abs(parts - tenths(row.points)) <= 2  # each is rounded
    assert abs(sum(tenths(row.points) for row in rows) - 1000) <= len(rows)


def test_highest_level_everywhere_has_no_order_to_choose(client):
    page = client.get(url("result", completed_run([5] * 8)))

    assert "Er is geen volgend niveau meer" in text(page)
    assert "data-horizon=" not in page.content.decode()


def test_deep_row_says_what_its_level_is_made_of(client):
    shown = text(client.get(url("result", completed_deep_run())))

    assert "U staat op niveau 2,4. Het gemiddelde van uw 5 vragen met een niveau: 2, 3, 1, 4, 2." in shown
    assert "Indicatie: niveau 3. Dit berust op één vraag." in shown
    assert "Een indicatie uit één vraag: Slimme producten, Slimme interne organisatie." in shown


def test_notes_say_what_was_assumed():
    none = outcome(scan_of(completed_run([DK, 3, *[3] * 6]))).priorities.notes
    some = outcome(scan_of(completed_run([DK, 2, *[3] * 6], size="small", goals=["cost"]))).priorities.notes

    assert [note.split(".")[0] for note in none] == [
        "U koos geen doelen die deze onderwerpen dienen",
        "U haalt uw streefniveau overal waar uw niveau bekend is",
        "Onderwerpen die minder dan 1 punt verschillen, delen een plaats: zie ze als gelijk",
        "U zei niet hoe groot uw bedrijf is",
    ]
    assert "Waar uw niveau onbekend is, rekenen wij met het gemiddelde van uw andere afstanden." in some


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([3] * 8, "U haalt uw streefniveau bij elk onderwerp. Daarom telt de afstand niet mee."),
        ([DK] * 8, "Nergens is een afstand tot een streefniveau bekend. Daarom telt de afstand niet mee."),
    ],
)
def test_note_tells_a_target_reached_from_a_level_unknown(answers, said):
    assert said in outcome(scan_of(completed_run(answers, size="small"))).priorities.notes


def test_page_folds_what_repeats_and_keeps_what_one_must_read_in_sight(client):
    cells({"10": 10, "20": 20, "30": 12})
    page = client.get(url("result", completed_run(MIXED, size="small"))).content.decode()
    in_sight = re.sub(r"<details class=\"si-details\">.*?</details>", "", page, flags=re.S)

    assert page.count('<details class="si-details" open>') == 1
    assert "si-priorities" not in in_sight
    assert "Vergeleken met alle deelnemers" in in_sight
    assert in_sight.count("U staat op niveau") == 6


def test_result_of_a_known_company_is_not_asked_again_which_company_it_is(client):
    loose, known = completed_run(), completed_run()
    company = Organisation.objects.create(name="Metaal BV", kind="company")
    Assessment.objects.filter(pk=known.pk).update(site=Site.objects.create(organisation=company, province_id="NL-ZH"))

    assert "Zeg om welk bedrijf het gaat" in text(client.get(url("result", loose)))
    shown = text(client.get(url("result", known)))
    assert "Uw resultaat hoort bij uw bedrijf" in shown
    assert "Zeg om welk bedrijf het gaat" not in shown


def test_ambition_and_median_are_drawn_and_aimed_for():
    cells({"20": 10, "30": 10, "40": 5})
    deep = dict.fromkeys(["smart-products-2", "smart-products-3"], 2)
    run = completed_deep_run(dict.fromkeys(ALL, 2) | deep, {ALL[0]: 5})
    found = outcome(scan_of(run))

    assert [one.text for one in found.chart.legend] == ["Uw niveau", "Uw ambitie", "Middelste deelnemer"]
    assert found.chart.table.rows[0] == ("1. Slim produceren", "2", "5", "3,0")
    assert found.chart.table.rows[1] == ("2. Flexibel produceren", "2", "geen", "3,0")
    gaps = {row.slug: row.gap.raw for row in found.priorities.rows}
    assert gaps["advanced-manufacturing"] == "3 tot uw ambitie, 5"
    assert gaps["flexible-manufacturing"] == "1,0 tot de middelste deelnemer, 3,0"


def test_comparison_says_with_whom_and_how_many():
    cells({"10": 10, "20": 20, "30": 12})
    found = outcome(scan_of(completed_run([3] * 7 + [NA], size="small"))).comparison

    assert found.intro[0].startswith("Deelnemers zijn bedrijven die deze zelfscan invulden.")
    assert [name for name, _said in found.rows][-1] == "Duurzame fabriek"
    assert found.rows[0][1] == "Hoger dan ongeveer 9 op de 10 deelnemers."
    assert found.intro[2] == (
        "Vergeleken met alle deelnemers: minstens 40 bedrijven. "
        "Van bedrijven die meer op het uwe lijken, zijn er te weinig."
    )


def test_groups_that_differ_are_named_at_each_subject():
    cells({"10": 10, "20": 20, "30": 12})
    PeerCell.objects.filter(transformation=TRANSFORMATIONS[0]).delete()
    PeerCell.objects.filter(transformation=TRANSFORMATIONS[1]).update(counts={"10": 10, "20": 10}, companies=20)
    found = outcome(scan_of(completed_run([3] * 8))).comparison

    assert [text for _name, text in found.rows[:3]] == [
        "Er zijn nog niet genoeg deelnemers om mee te vergelijken.",
        "De helft van de deelnemers zit tussen niveau 1 en 2. Het midden is 1,5. "
        "Vergeleken met alle deelnemers: minstens 20 bedrijven.",
        "Hoger dan ongeveer 9 op de 10 deelnemers. Vergeleken met alle deelnemers: minstens 40 bedrijven.",
    ]


def test_too_few_participants_is_said():
    found = outcome(scan_of(completed_run(MIXED)))

    assert (found.comparison.rows, len(found.comparison.intro)) == ((), 1)
    assert {row.compared for row in found.rows} == {None}


def test_deep_run_compared_by_the_quick_scan_says_so():
    cells({"10": 10, "20": 10})
    found = outcome(scan_of(completed_deep_run(size="small"))).comparison

    assert found.intro[2].endswith("Vergeleken op de vraag van de snelle scan.")


def test_row_carries_the_numbers_of_the_page():
    cells({"10": 10, "20": 10})
    row = outcome(scan_of(completed_run(MIXED))).rows[0]

    assert (row.level, row.level_text, row.median, row.indication) == (2, "2", Decimal("1.5"), False)
    assert row.compared.startswith("De helft van de deelnemers zit")


@pytest.mark.parametrize("make", [completed_run, completed_deep_run])
def test_page_takes_at_most_8_statements_in_either_depth(client, make):
    cells({"10": 10, "20": 10}, sizes=(None, "small"))
    run = make(size="small", goals=["cost"])
    place = Place.objects.get(name="Dordrecht")
    run = completed_run(MIXED, Location(place=place), size="small") if make is completed_run else run

    with CaptureQueriesContext(connection) as queries:
        client.get(url("result", run))

    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 8


def test_outcome_of_a_run_says_whose_view_it_is():
    facts = dict(outcome(scan_of(completed_run(MIXED, role="production"))).facts)

    assert facts["Wiens kijk"] == "Productie"
    assert dict(outcome(scan_of(completed_run(MIXED))).facts)["Wiens kijk"] is None


def test_horizon_changes_the_order_without_loading_the_page(browser, client):
    run = completed_run((1, 4, 1, 4, 1, 4, 1, 4), size="large", goals=["new-services"])
    # Fetched beforehand: a browser asks from another thread, which has no part in this test's transaction.
    queries = ("", "horizon=this-year")
    shown = {query: client.get(f"{url('result', run)}?{query}").content for query in queries}
    page, asked = browser.new_page(bypass_csp=True), []

    def answer(route):
        address = urlsplit(route.request.url)
        if address.path.startswith("/static/"):
            kind = "text/javascript" if address.path.endswith("js") else "text/css"
            return route.fulfill(body=(ROOT / address.path.lstrip("/")).read_bytes(), content_type=kind)
        asked.append(route.request.resource_type)
        return route.fulfill(body=shown[address.query], content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.goto(SITE + url("result", run))
    before = subjects(page.content())
    page.click("[data-horizon=this-year]")
    page.wait_for_selector("[data-horizon=this-year][aria-current]")

    assert asked == ["document", "fetch"]
    assert subjects(page.content()) != before
    assert subjects(page.content()) == [row.name for row in outcome(scan_of(run), "this-year").priorities.rows]
    assert page.evaluate("document.activeElement.dataset.horizon") == "this-year"
    assert page.inner_text("[data-horizon-said]").startswith("Dit jaar:")
    assert page.url.endswith("?horizon=this-year#next-steps")
    page.close()
