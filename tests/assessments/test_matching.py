"""The route: which subjects become steps, and what is offered for them and why."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from assessments import matching, questionnaire
from assessments.locations import Location
from assessments.results import outcome
from assessments.scan import scan_of
from assessments.scoring import NoLevel
from fieldlabs.models import Fieldlab
from hubs.models import Hub
from jobs import clock
from programme.models import Instrument, InstrumentPeriod
from regions.models import Place, Province
from tests.assessments.runs import completed_deep_run, completed_run

pytestmark = pytest.mark.django_db
DK, NA = NoLevel.DONT_KNOW, NoLevel.NOT_APPLICABLE
CURRENT = questionnaire.current()
Status = InstrumentPeriod.Status


def route(answers=(1, *[5] * 7), where="Dordrecht", horizon="two-years", language="nl", **said):
    place = Place.objects.get(name=where) if where else None
    run = completed_run(answers, Location(place=place), **said)
    with translation.override(language):
        return outcome(scan_of(run), horizon).route


def instrument(slug="new", *, subjects=(), provinces=(), sme_direct=True, **changes):
    """A scheme with one period that is open, as seen today."""
    today = clock.today()
    made = Instrument.objects.create(
        slug=slug, name=slug, what_nl="Wat", what_en="What", for_whom_nl="Wie", for_whom_en="Who", sme_direct=sme_direct
    )
    given = {"status": Status.OPEN, "status_as_of": today, "valid_from": today, "valid_to": today + timedelta(30)}
    period = InstrumentPeriod.objects.create(
        key=slug, instrument=made, name=slug, nationwide=not provinces, **(given | changes)
    )
    period.provinces.set(provinces)
    period.transformations.set(matching_subjects(subjects))
    return period


def matching_subjects(slugs):
    return Fieldlab.transformations.rel.model.objects.filter(slug__in=slugs)


def names(offers):
    return [offer.name for offer in offers]


def test_steps_are_the_first_three_subjects_with_a_next_level():
    run = completed_run([1, 2, 5, DK, 5, NA, 3, 2], size="small", goals=["cost"])
    found = outcome(scan_of(run))

    expected = [row.slug for row in found.priorities.rows if row.slug in {step.slug for step in found.route.steps}]
    assert [step.slug for step in found.route.steps] == expected
    assert len(found.route.steps) == 3
    assert {"smart-products", "servitization", "digital-factory", "connected-factories"}.isdisjoint(expected)
    assert [step.number for step in found.route.steps] == [1, 2, 3]


def test_step_has_action_effort_and_indicator():
    step = route(size="small").steps[0]

    statement = CURRENT.dimensions[0].quick.statement(1)
    assert (step.action, step.level, step.effort) == (statement.to_next_nl, 1, "veel werk")
    assert step.indicator == "Uren per week dat de machine draait zonder dat er iemand bij is"
    assert step.effort_reason.startswith("Een machine of robot is een grote uitgave")


def test_step_in_depth_is_about_the_weakest_question():
    found = outcome(scan_of(completed_deep_run(size="small")))

    step = next(one for one in found.route.steps if one.slug == "flexible-manufacturing")
    assert (step.question, step.level) == (CURRENT.dimensions[1].quick.text_nl, 1)


@pytest.mark.parametrize("answers", [[5] * 8, [DK] * 8, [NA] * 8])
def test_nothing_to_do_gives_no_steps(answers):
    assert route(answers).steps == ()


def test_fieldlabs_of_the_region_come_first_nearest_first():
    offers = route().steps[0].offers

    assert names(offers) == ["RAMLAB", "SAM|XL", *names(offers)[2:]]
    assert offers[0].why == "Werkt aan ‘Slim produceren’, in uw regio, ongeveer 18 km van u."
    assert offers[0].url == "/fieldlabs/ramlab/"


def test_fieldlabs_elsewhere_fill_up_where_the_region_has_too_few():
    found = route([5, 1, *[5] * 6]).steps[0].offers

    assert len(found) == 3
    assert [offer.why.split("’")[-1].split(":")[0] for offer in found[1:]] == [". Niet in uw regio"] * 2
    distances = [int(offer.why.split("ongeveer ")[1].split(" km")[0]) for offer in found[1:]]
    assert distances == sorted(distances)


def test_province_alone_gives_no_distance():
    run = completed_run([1, *[5] * 7], Location(province=Province.objects.get(iso="NL-ZH")))

    offers = outcome(scan_of(run)).route.steps[0].offers
    assert offers[0].why == "Werkt aan ‘Slim produceren’, in uw regio."


def test_unknown_place_is_said():
    assert route(where=None).steps[0].offers[0].why == "Werkt aan ‘Slim produceren’. U zei niet waar u zit."


def test_fieldlab_that_is_not_public_is_not_offered():
    Fieldlab.objects.filter(name="RAMLAB").update(publication=Fieldlab.Publication.DRAFT)

    assert "RAMLAB" not in names(route().steps[0].offers)


def test_no_offer_is_said():
    Fieldlab.objects.update(publication=Fieldlab.Publication.DRAFT)
    InstrumentPeriod.objects.update(status=Status.CLOSED)

    found = route()

    assert (found.steps[0].offers, found.general) == ((), ())
    assert (
        found.steps[0].none
        == "Wij kennen voor dit onderwerp geen Fieldlab, training of steun bij u in de buurt. Vraag het uw hub."
    )
    assert (
        found.general_none
        == "Wij kennen vandaag geen steun die past. Vraag het uw hub: misschien is er meer dan wij weten."
    )


def test_support_for_any_subject_stands_once_for_all_steps():
    instrument("any")

    found = route()

    assert names(found.general)[0] == "any"
    assert "any" not in [name for step in found.steps for name in names(step.offers)]


def test_support_for_one_subject_stands_at_its_step():
    instrument("own", subjects=["advanced-manufacturing"])
    instrument("other", subjects=["smart-working"])

    assert "own" in names(route().steps[0].offers)
    assert "other" not in names(route().steps[0].offers) + names(route().general)


@pytest.mark.parametrize(("iso", "offered"), [("NL-ZH", True), ("NL-GR", False)])
def test_support_of_a_province_is_offered_there_alone(iso, offered):
    instrument("local", provinces=[iso])

    assert ("local" in names(route().general)) is offered


def test_support_of_a_province_needs_a_known_place():
    instrument("local", provinces=["NL-ZH"])

    assert "local" not in names(route(where=None).general)


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, "Open, gezien op"),
        (
            {"status": Status.RECURRING, "valid_to": date(2020, 12, 31), "valid_from": date(2020, 1, 1)},
            "Komt vaak terug",
        ),
        ({"status": Status.UNKNOWN}, "Wij weten niet of"),
        ({"status": Status.UNKNOWN, "valid_to": None}, None),
        ({"status": Status.UNKNOWN, "valid_to": date(2020, 12, 31), "valid_from": date(2020, 1, 1)}, None),
        ({"status": Status.CLOSED}, None),
        ({"status_as_of": date(2020, 1, 1), "valid_from": date(2020, 1, 1), "valid_to": date(2020, 12, 31)}, None),
        ({"status_as_of": date(2020, 1, 1)}, "Was open op"),
    ],
)
def test_support_is_called_open_only_when_it_is_known_to_be(changes, standing):
    InstrumentPeriod.objects.update(status=Status.CLOSED)
    instrument("new", **changes)

    said = [offer.standing for offer in route().general]

    assert [one[: len(standing or "")] for one in said] == ([standing] if standing else [])


def test_newest_period_decides():
    period = instrument("new", valid_from=date(2020, 1, 1))
    InstrumentPeriod.objects.create(
        key="later", instrument=period.instrument, name="later", nationwide=True, status=Status.CLOSED,
        valid_from=date(2021, 1, 1),
    )  # fmt: skip

    assert "new" not in names(route().general)


def test_support_that_needs_others_is_not_offered_for_any_subject():
    instrument("together", sme_direct=False)
    instrument("subject", sme_direct=False, subjects=["advanced-manufacturing"])

    found = route()

    assert "together" not in names(found.general)
    own = next(offer for offer in found.steps[0].offers if offer.name == "subject")
    assert own.why == "Voor heel Nederland. Alleen samen met anderen of via anderen."


def test_large_company_reads_that_support_may_not_be_for_it():
    instrument("any")

    assert (
        route(size="large").general[0].why == "Voor heel Nederland. Wij weten niet of het ook voor grote bedrijven is."
    )


def test_desk_is_that_of_the_region_else_all_of_them():
    hub = Hub.objects.get(region__slug="zuid-holland")

    assert [(desk.name, desk.website, desk.telephone) for desk in route().desks] == [(hub.name, hub.website, None)]
    assert {desk.name for desk in route(where=None).desks} == set(Hub.objects.values_list("name", flat=True))


def test_texts_are_in_the_language_asked():
    step = route(language="en").steps[0]

    assert (step.name, step.effort) == ("Advanced manufacturing", "much work")
    assert step.offers[0].why == "Works on ‘Advanced manufacturing’, in your region, about 18 km from you."


@pytest.mark.parametrize("answers", [[1, *[5] * 7], [1, 1, 1, *[5] * 5], [DK] * 8])
def test_route_takes_four_queries_whatever_is_on_offer(answers):
    run = completed_run(answers, Location(place=Place.objects.get(name="Dordrecht")))
    scan = scan_of(type(run).objects.select_related("place", "province__region").get(pk=run.pk))
    for number in range(3):
        instrument(f"more-{number}", subjects=["advanced-manufacturing"])

    with CaptureQueriesContext(connection) as queries:
        outcome(scan)

    # The comparison is one more; without steps no Fieldlab or training is looked for.
    assert len(queries) == (5 if outcome(scan).route.steps else 3)


def test_most_steps_is_three():
    assert matching.MOST_STEPS == len(route([1] * 8).steps) == 3
