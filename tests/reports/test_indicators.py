"""What was reached: every figure from the portal's own actions, each company once, small figures closed."""

import csv
import html
import io
import re
import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.models import Organisation
from assessments.models import Assessment, Site
from fieldlabs.models import TrainingDate, TrainingOffer
from funding.actions.deciding import decide
from funding.models import Counted, PlanStep
from hubs import actions, identity
from hubs.actions import Delivered, events
from hubs.models import Company, HelpRequest, Hub
from jobs import clock
from programme.models import Instrument
from regions.models import Province
from regions.places import find
from reports import facts, indicator_export, indicator_period
from reports.facts import Fact
from reports.indicator_board import CHIEF
from reports.indicator_period import Period
from reports.indicators import BY_KEY, INDICATORS, MATURITY, Value
from tests.funding import planned
from tests.funding.world import build
from tests.hubs.asking import ask, hub_of
from tests.hubs.gathering import event, register
from tests.hubs.test_desk import main_of
from tests.reports.spreadsheets import cells
from tests.rows import insert
from ui import formats

PAGE = "/indicatoren/"
SOUTH, NORTH = "zuid-holland", "noord-nederland"
DAY = date(2018, 5, 14)


# --- Periods and definitions: pure -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2018", Period(2018)),
        ("2018-2", Period(2018, 2)),
        ("2018-3", Period(2018, 2)),
        ("2019", Period(2018, 2)),
        ("2017", Period(2018, 2)),
        ("", Period(2018, 2)),
        ("2018-5'", Period(2018, 2)),
    ],
)
def test_period_is_a_year_or_quarter_that_has_begun(text, period):
    assert indicator_period.asked(text, DAY) == period


def test_periods_begin_and_end():
    assert [(one.since, one.until) for one in Period(2018).quarters()] == [
        (date(2018, 1, 1), date(2018, 3, 31)),
        (date(2018, 4, 1), date(2018, 6, 30)),
        (date(2018, 7, 1), date(2018, 9, 30)),
        (date(2018, 10, 1), date(2018, 12, 31)),
    ]
    assert (Period(2018).since, Period(2018).until) == (date(2018, 1, 1), date(2018, 12, 31))
    assert [one.key for one in indicator_period.offered(DAY)] == ["2018", "2018-2", "2018-1"]


def test_plans_can_promise_what_the_portal_counts():
    """Results of self-assessments are no target: they belong to the companies."""
    assert set(Counted.values) == set(BY_KEY) - {MATURITY}


def test_every_definition_has_a_sentence():
    assert all(str(one.label) and str(one.meaning).endswith(".") for one in INDICATORS)


def of(key, *made):
    return BY_KEY[key].value([Fact(kind, company, 1, DAY, **more) for kind, company, more in made])


def test_unknown_is_never_zero():
    known, unknown = ("investment", "a", {"value": Decimal(500)}), ("investment", "b", {})
    assert of("investment", known, unknown) == Value(Decimal(500), 2, unknown=1)
    assert of("investment", unknown) == Value(None, 1, unknown=1)
    assert of("investment") == Value(Decimal(0), 0)
    assert of("jobs", ("jobs", "a", {"value": 0})) == Value(0, 1)
    assert of("in_time") == Value(None, 0, of=0)
    assert of("trained", ("training", "", {"value": 12}), ("training", "", {})) == Value(12, None, unknown=1, of=2)


def test_company_counts_once_and_its_sites_apart():
    made = [("request", "a", {"site": "1"}), ("scan", "a", {"site": "2"}), ("event", "a", {}), ("service", "b", {})]
    assert of("reached", *made) == Value(2, 2)
    assert of("sites", *made) == Value(3, 2)
    assert of("services", *made) == Value(1, 1)


def test_maturity_is_the_mean_of_companies_by_their_last_time():
    later = DAY + timedelta(days=3)
    made = [
        Fact("gain", "a", 1, DAY, site="1", value=Decimal(3)),
        Fact("gain", "a", 1, later, site="1", value=Decimal(1)),
        Fact("gain", "a", 1, DAY, site="2", value=Decimal(0)),
        Fact("gain", "b", 1, DAY, site="1", value=Decimal("-0.1")),
    ]
    assert BY_KEY[MATURITY].value(made) == Value(Decimal("0.2"), 2)


def test_traits_are_what_was_last_known_anywhere():
    made = [
        Fact("request", "a", 1, DAY, size="micro"),
        Fact("service", "a", 2, DAY + timedelta(days=1), size="small", province="NL-ZH"),
        Fact("event", "a", 2, DAY + timedelta(days=2)),
    ]
    assert {(one.size, one.sector, one.province) for one in facts.with_traits(made)} == {("small", None, "NL-ZH")}


# --- Through the portal's own actions --------------------------------------------------------------------------------


def figures(client, table="hubs", row="total", **query):
    """{indicator: text on screen} of one row."""
    response = client.get(PAGE, query)
    found = next(one for one in response.context["board"].tables if one.key == table)
    line = next(one for one in found.rows if one.key == row)
    return {cell.indicator.key: cell.shown for cell in line.cells}


def served(company, by, **changes):
    delivered = Delivered("advice", clock.today(), "market", **changes)
    return actions.record_service(company=company, delivered=delivered, key=uuid.uuid4(), by=by)


def many(number, at=SOUTH, *, start=90_000_000):
    """So many companies asked this desk."""
    return [
        ask(hub_of(at), email=f"info@b{start + one}.nl", company_name=f"Bedrijf {start + one}",
            kvk_number=str(start + one))
        for one in range(number)
    ]  # fmt: skip


@pytest.mark.django_db
def test_quarter_shows_a_company_once_from_event_to_service(client_for, eva, noor):
    """It comes to an event, asks the wrong hub, is handed over, and gets a service there."""
    number, address = "68750110", "info@metaal.nl"
    with clock.on(date(2018, 5, 2)):
        day = event(eva)
    with clock.on(date(2018, 5, 3)):
        came = register(day, kvk_number=number, email="someone@elsewhere.nl")
        only_mail = register(day, 2, email=address)
    begins = day.starts_at + timedelta(hours=1)
    with clock.on(begins.date() + timedelta(days=1)):
        events.note_attendance(by=eva, event=day, shown=[came.pk, only_mail.pk], came=[came.pk, only_mail.pk])
    with clock.on(date(2018, 6, 4)):
        place = find("Groningen")[0]
        asked = ask(hub_of(SOUTH), kvk_number=number, email=address, company_name="Metaal", place=place)
        offered = actions.hand_over(request=asked, to=hub_of(NORTH), reason="Groningen", by=eva)
        actions.accept(handover=offered, by=noor)
    asked.refresh_from_db()
    with clock.on(date(2018, 6, 11)):
        actions.take(request=asked, by=noor)
        actions.refer(request=asked, to=Instrument.objects.first(), text="Past bij u.", by=noor)
        served(asked.company, noor, request=asked)
        step = actions.Result("step", Decimal(85_000), 2)
        actions.close(request=asked, result=step, text="Succes!", by=noor)

    assert Company.objects.filter(identity=identity.of(number)).count() == 2
    with clock.on(date(2018, 6, 29)):
        found = facts.between(date(2018, 4, 1), date(2018, 6, 30))
        north = figures(client_for(noor), row=str(hub_of(NORTH).pk), periode="2018-2")
    values = {one.key: one.value(found) for one in INDICATORS}
    assert {fact.company for fact in found} == {identity.of(number)}
    assert {fact.province for fact in found} == {"NL-GR"}
    assert values["reached"] == Value(1, 1)
    assert values["requests"] == values["services"] == values["referrals"] == Value(1, 1)
    assert values["steps"] == Value(1, 1)
    assert (values["investment"], values["jobs"]) == (Value(Decimal(85_000), 1), Value(2, 1))
    assert {fact.hub for fact in found if fact.kind == "event"} == {hub_of(SOUTH).pk}
    assert (north["reached"], north["requests"], north["investment"]) == ("1", "1", "€ 85.000 (bedrijven: 1)")


@pytest.mark.django_db
def test_requests_that_were_withdrawn_or_merged_do_not_count(eva):
    kept, double, gone = many(3)
    actions.merge(request=double, into=kept, by=eva)
    actions.withdraw(request=gone, by=None)
    found = facts.between(clock.today(), clock.today())
    assert BY_KEY["requests"].value(found) == Value(1, 1)


@pytest.mark.django_db
def test_clock_counts_when_it_is_over(eva):
    with clock.on(date(2018, 3, 5)):
        in_time, late, _never = many(3)
        actions.take(request=in_time, by=eva)
        actions.answer(request=in_time, text="Zo.", signed=False, key=uuid.uuid4(), by=eva)
    with clock.on(date(2018, 3, 6)):
        assert BY_KEY["in_time"].value(facts.between(DAY.replace(month=3, day=1), DAY)) == Value(1, 1, of=1)
    with clock.on(date(2018, 3, 26)):
        actions.take(request=late, by=eva)
        actions.answer(request=late, text="Zo.", signed=False, key=uuid.uuid4(), by=eva)
        assert BY_KEY["in_time"].value(facts.between(DAY.replace(month=3, day=1), DAY)) == Value(1, 3, of=3)


def scanned(number, *, day=DAY, gain=5, province="NL-ZH"):
    """Companies whose site did the self-assessment, and did it again half a year later."""
    for one in range(number):
        company = Organisation.objects.create(name=f"Demo {one}", kind="company", kvk_number=str(80_000_000 + one))
        site = Site.objects.create(organisation=company, province_id=province)
        for days, level in ((0, 20), (180, 20 + gain)):
            moment = datetime.combine(day + timedelta(days=days), datetime.min.time(), UTC)
            insert(
                Assessment, questionnaire="smart-industry", version="1", digest="a" * 64, language="nl",
                state="completed", site=site, province=Province.objects.get(pk=province),
                started_at=moment, completed_at=moment, quick_levels=[level] * 7 + [None],
            )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "shown"), [(9, "afgeschermd"), (10, "+0,5 (bedrijven: 10)")])
def test_maturity_is_shown_from_ten_companies_even_to_the_own_hub(client_for, eva, number, shown):
    scanned(number)
    with clock.on(date(2018, 12, 3)):
        row = figures(client_for(eva), row=str(hub_of().pk), periode="2018")
    assert (row["reached"], row[MATURITY]) == (str(number), shown)


@pytest.mark.django_db
def test_trainings_count_the_people_whose_number_is_known(eva):
    row = {"slug": "demo-las", "region": hub_of().region, "title_nl": "Lassen", "text_nl": "Lassen",
           "audience_nl": "Lassers", "key": uuid.uuid4()}  # fmt: skip
    training = insert(TrainingOffer, **row)
    for start, people in ((1, 12), (2, None), (40, 9)):
        day = clock.today() - timedelta(days=start)
        insert(TrainingDate, training_id=training, starts_on=day, ends_on=day, participants=people)
    found = facts.between(clock.today() - timedelta(days=7), clock.today())
    assert BY_KEY["trained"].value(found) == Value(12, None, unknown=1, of=2)
    assert {fact.hub for fact in found} == {hub_of().pk}


# --- Who sees what ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_small_figures_are_open_to_the_own_hub_alone(client_for, eva, noor, fenna, gijs):
    many(3)
    many(8, NORTH, start=91_000_000)
    south, north = (str(hub_of(one).pk) for one in (SOUTH, NORTH))

    assert figures(client_for(eva), row=south)["reached"] == "3"
    for who in (noor, fenna, gijs):
        assert figures(client_for(who), row=south)["reached"] == "afgeschermd"
    # For the ministry the other hub closes with it: the total would tell.
    assert figures(client_for(fenna), row=north)["reached"] == "afgeschermd"
    assert figures(client_for(fenna))["reached"] == "11"
    # Who knows the one hub would know the other from the total.
    assert figures(client_for(noor), row=north)["reached"] == "8"
    assert figures(client_for(noor))["reached"] == "afgeschermd"
    assert figures(client_for(eva))["reached"] == "11"
    assert figures(client_for(eva), row=north)["reached"] == "8"


@pytest.mark.django_db
def test_only_an_own_desk_is_split_up(client_for, eva, noor, karim):
    many(3)
    for who, place in ((eva, "Zuid-Holland"), (noor, "Nederland"), (karim, "Nederland")):
        assert client_for(who).get(PAGE, {"hub": SOUTH}).context["view"].place.name == place
    assert client_for(karim).get(PAGE, {"hub": "landelijk"}).context["view"].place.hub is None
    assert figures(client_for(eva), "size", "unknown", hub=SOUTH)["reached"] == "3"
    assert figures(client_for(noor), "size", "unknown", hub=SOUTH)["reached"] == "afgeschermd"
    # Of the country it is about the year, whatever quarter is asked.
    quarter = indicator_period.of_day(clock.today())
    for who, period in ((eva, quarter), (noor, Period(quarter.year))):
        tables = client_for(who).get(PAGE, {"hub": SOUTH, "periode": quarter.key}).context["board"].tables
        assert [one.period for one in tables if one.key in ("size", "sector", "province")] == [period] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("period", ["1999-4", "2018-9", "2999", "x", "2018-1%00"])
def test_period_that_does_not_exist_is_said(client_for, eva, period):
    page = client_for(eva).get(PAGE, {"periode": period})
    assert (page.status_code, "Deze periode bestaat niet" in page.content.decode()) == (422, True)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["anna", "daan", "mirjam", None])
def test_companies_and_co_funders_read_no_indicators(client_for, cast, who):
    client = client_for(cast[who] if who else None)
    assert client.get(PAGE).status_code == (403 if who else 302)
    page = client.get(PAGE + "uitleg/")
    assert page.status_code == 200
    assert all(str(one.meaning) in page.content.decode() for one in INDICATORS)


# --- Targets of plans ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_target_of_a_granted_plan_stands_beside_what_was_counted(client_for, eva):
    world = build()
    world.allot(200_000, 200_000, year=clock.today().year)
    world.match(100_000)
    version = planned.drafted(world)
    version.indicators.update(measure=Counted.REQUESTS)
    plan = planned.submit(version, world.editor)
    PlanStep.objects.create(plan=plan, version=version, kind="take_up", recorded_by=world.preparer)
    hub = Hub.objects.get(region=world.hub.region)
    assert client_for(eva).get(PAGE).context["board"].targets == ()
    decide(by=world.decider, proposal=planned.proposed(world, plan), reference="FA-1")
    many(2, hub.region.slug)

    response = client_for(eva).get(PAGE)
    (target,) = response.context["board"].targets
    told = main_of(response).split("Doelen van de plannen")[-1].split("Per hub")[0]
    assert f"aan het begin: {target.start_text}" in told
    assert f"uiterlijk {formats.date_long(target.due_on)}" in told
    assert (target.hub, target.target, target.cell.indicator.key) == ("Zuid-Holland", Decimal(20), "requests")
    assert target.cell.shown == "2"


# --- Page and files --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_page_keeps_to_the_agreed_number_of_statements(client_for, eva, django_assert_max_num_queries):
    client = client_for(eva)
    client.get(PAGE)
    with django_assert_max_num_queries(8) as few:
        client.get(PAGE)
    for one in many(3):
        actions.take(request=one, by=eva)
        served(HelpRequest.objects.get(pk=one.pk).company, eva)
    with django_assert_max_num_queries(8) as many_more:
        client.get(PAGE, {"hub": SOUTH})
    assert len(few.captured_queries) == len(many_more.captured_queries)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["eva", "fenna"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_files_equal_the_screen(client_for, cast, who, language):
    for one in many(6):
        actions.take(request=one, by=cast["eva"])
        closing = actions.Result("step", None if one.email.endswith("1.nl") else Decimal(2000), 1)
        actions.close(request=one, result=closing, text="Mooi", by=cast["eva"])
    many(2, NORTH, start=91_000_000)
    client, query = client_for(cast[who]), {"periode": str(clock.today().year)}
    board = client.get(language + PAGE, query).context["board"]
    shown = [
        (table.key, row.name, str(cell.indicator.key), cell.shown)
        for table in board.tables for row in table.rows for cell in row.cells
    ]  # fmt: skip

    text = client.get(language + PAGE + "indicatoren.csv", query).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(one["table"], one["row_name"], one["indicator"], one["shown"]) for one in rows] == shown
    closed = [one for one in rows if one["status"] == "closed"]
    assert closed
    assert {(one["value"], one["companies"], one["unknown"], one["of"]) for one in closed} <= {("", "", "", "")}

    book = cells(client.get(language + PAGE + "indicatoren.xlsx", query).content)
    assert len(book) == len(board.tables) + 2
    for table in board.tables:
        for row, written in zip(table.rows, book[table.short][4:], strict=True):
            assert written[0] == row.name
            for place, cell in enumerate(row.cells):
                number, detail = written[1 + 2 * place], written[2 + 2 * place]
                expected = cell.text if cell.unsure or cell.indicator.key == "in_time" else cell.value.number
                assert (number, detail or "") == (expected, cell.detail)


@pytest.mark.django_db
def test_nothing_reached_yet_is_said(client_for, eva):
    text = main_of(client_for(eva).get(PAGE))
    assert "geen bedrijf bereikt" in text
    assert "Geen lopend plan" in text
    assert indicator_export.TARGETS not in client_for(eva).get(PAGE + "indicatoren.csv").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "asked", "row"), [("eva", SOUTH, "eva"), ("eva", "", "total"), ("karim", "landelijk", "national")]
)
def test_page_begins_with_the_figures_of_the_chosen_place(client_for, cast, who, asked, row):
    many(6)
    hub = str(hub_of(SOUTH).pk)

    response = client_for(cast[who]).get(PAGE, {"hub": asked})

    board = response.context["board"]
    (line,) = [one for one in board.hubs.rows if one.key == {"eva": hub}.get(row, row)]
    assert board.chief == [cell for cell in line.cells if cell.indicator.key in CHIEF]
    assert [cell.indicator.key for cell in board.chief] == list(CHIEF)
    first = response.content.decode().split('<dl class="si-chief">')[1].split("</dl>")[0]
    assert [str(cell.text) for cell in board.chief] == re.findall(r"<dd[^>]*>([^<]+)<", first)


@pytest.mark.django_db
def test_splits_and_definitions_are_folded_on_the_page(client_for, eva):
    many(6)
    folded = client_for(eva).get(PAGE).content.decode().split("<details")[1:]
    ids = [part.split('id="')[1].split('"')[0] for part in folded if "</table>" in part.split("</details>")[0]]
    assert ids == ["size", "sector", "province", "quarter"]
    assert all(str(one.meaning) in html.unescape(folded[-1]) for one in INDICATORS)
