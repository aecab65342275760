"""The scans of the demo companies, made by the self-assessment's own actions on the day that each stands for."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from assessments import actions, questionnaire
from assessments.locations import Location
from assessments.models import Assessment, Contact
from assessments.scoring import Answers
from jobs import clock
from regions.models import Place
from smartindustry.demo_companies import DemoCompany

# The keys follow from the number of the company, so that running it again makes nothing twice.
KEYS = uuid.UUID("2f6a5f2e-0c3e-4d0c-9a53-201802050000")
YEAR = timedelta(days=365)


def large_places() -> list[Place]:
    """Where the companies lie: places by their number of inhabitants."""
    return list(Place.objects.filter(population__gte=5_000).select_related("province").order_by("geonameid"))


def make(company: DemoCompany, places: Sequence[Place], today: date) -> None:
    """Everything that this company did: its scan, going deeper, coming back, and another visitor who gave up."""
    place = _place(company, places)
    first_day = today - timedelta(days=company.days_ago)
    with clock.on(first_day):
        first = _scan(company, place, company.quick)
        _tell_who(first, company)
        if company.deep:
            _go_deeper(first, company)
        if company.stops_after:
            _give_up(company)
    if company.later:
        with clock.on(first_day + YEAR):
            _come_back(first, company)


def key(company: DemoCompany, what: str) -> uuid.UUID:
    return uuid.uuid5(KEYS, f"{company.number} {what}")


def _place(company: DemoCompany, places: Sequence[Place]) -> Place:
    random = Random(company.number)  # noqa: S311 -- the same place every time
    return random.choices(places, weights=[place.population for place in places])[0]


def _scan(company: DemoCompany, place: Place, answers: Answers) -> Assessment:
    run = actions.start(key=key(company, "scan"), questionnaire=questionnaire.current(), language="nl", by=None)
    _answer(run, answers, company.ambitions)
    actions.set_location(assessment=run, location=Location(place=place), by=None)
    said = {"size": company.size, "sector": company.sector, "goals": list(company.goals), "role": company.role}
    for screen, value in said.items():
        actions.set_context(assessment=run, screen=screen, value=value, by=None)
    return _complete(run)


def _answer(run: Assessment, answers: Answers, ambitions: dict[str, int]) -> None:
    seconds = Random(run.pk.int)  # noqa: S311 -- the same times every time
    for question_id, value in answers.items():
        actions.answer(
            assessment=run,
            question_id=question_id,
            value=value,
            by=None,
            ambition=ambitions.get(question_id),
            seconds=round(seconds.lognormvariate(3.4, 0.5)),
        )


def _complete(run: Assessment) -> Assessment:
    actions.complete(assessment=run, questionnaire=questionnaire.of_version(run.version), by=None)
    run.refresh_from_db()
    return run


def _go_deeper(first: Assessment, company: DemoCompany) -> None:
    run = actions.deepen(assessment=first, by=None)
    _answer(run, company.deep, {})
    _complete(run)


def _give_up(company: DemoCompany) -> None:
    run = actions.start(key=key(company, "draft"), questionnaire=questionnaire.current(), language="nl", by=None)
    _answer(run, dict(list(company.quick.items())[: company.stops_after]), {})


def _tell_who(run: Assessment, company: DemoCompany) -> None:
    """The company gives its address and confirms it the same day: only then does it enter the comparison."""
    given = {"email": company.email, "company_name": company.name, "kvk_number": "", "name": ""}
    actions.give_contact(assessment=run, by=None, language="nl", wants_invitation=False, **given)
    actions.confirm(contact=Contact.objects.get(pk=run.pk), by=None)
    run.refresh_from_db()


def _come_back(first: Assessment, company: DemoCompany) -> None:
    run = actions.repeat(assessment=first, questionnaire=questionnaire.current(), language="nl", by=None)
    _answer(run, company.later, {})
    for screen, value in {"goals": list(company.goals), "role": company.role}.items():
        actions.set_context(assessment=run, screen=screen, value=value, by=None)
    _complete(run)
