"""Runs and journeys for tests."""

import re
import uuid

from django.urls import reverse
from django.utils import translation

from assessments import actions, questionnaire
from assessments.locations import Location
from assessments.models import Assessment
from assessments.scoring import NoLevel

ALL = [question.id for question in questionnaire.current().quick_questions]


SCREENS = list(Assessment.Screen.values)


def new_run(answers=(), **changes):
    """A started run with these answers (level or NoLevel) to the first questions."""
    run = actions.start(key=uuid.uuid4(), questionnaire=questionnaire.current(), language="nl", by=None)
    for question_id, value in zip(ALL, answers, strict=False):
        actions.answer(assessment=run, question_id=question_id, value=value, by=None)
    if changes:
        type(run).objects.filter(pk=run.pk).update(**changes)
        run.refresh_from_db()
    return run


def answered_run(answers=(1, 2, 3, 4, 5, 1, 2, 3), location=None, **said):
    """A run that only waits for the button on the check page. `said`: size (slug), sector (code), goals, role."""
    run = new_run(answers)
    actions.set_location(assessment=run, location=location or Location(), by=None)
    for screen in ("size", "sector", "goals", "role"):
        actions.set_context(assessment=run, screen=screen, value=said.get(screen), by=None)
    return run


def completed_run(answers=(1, 2, 3, 4, 5, 1, 2, 3), location=None, **said):
    run = answered_run(answers, location, **said)
    actions.complete(assessment=run, questionnaire=questionnaire.current(), by=None)
    run.refresh_from_db()
    return run


def deep_answers():
    """Of every kind: whole means, halves, too few, an indication, don't know, not applicable."""
    dk, na = NoLevel.DONT_KNOW, NoLevel.NOT_APPLICABLE
    patterns = [[2, 3, 1, 4, 2], [1, 2, na, 2, dk], [3, dk, dk], [dk, 4, 4, 5], [4, 4], [na], [na, 2, 3, 3], [2, 2, 3]]
    return {
        question.id: value
        for dimension, pattern in zip(questionnaire.current().dimensions, patterns, strict=True)
        for question, value in zip(dimension.questions, pattern, strict=False)
    }


def completed_deep_run(values=None, ambitions=None, **changes):
    """A completed run in depth with these answers and ambitions by question id."""
    run = new_run([], depth=Assessment.Depth.DEEP)
    for key, value in (values or deep_answers()).items():
        ambition = (ambitions or {}).get(key)
        actions.answer(assessment=run, question_id=key, value=value, ambition=ambition, by=None)
    Assessment.objects.filter(pk=run.pk).update(answered_screens=SCREENS, **changes)
    actions.complete(assessment=run, questionnaire=questionnaire.current(), by=None)
    run.refresh_from_db()
    return run


def url(name, run=None, language="nl", **kwargs):
    with translation.override(language):
        return reverse(f"assessments:{name}", kwargs=({"key": run.pk} if run else {}) | kwargs)


def signed_key(response):
    """The hidden key of the start form."""
    return re.search(r'name="key" value="([^"]+)"', response.content.decode()).group(1)


def begin(client, answer="3", language="nl"):
    """Answer the first question; returns the run's key as text."""
    start = url("start", language=language)
    response = client.post(start, {"answer": answer, "key": signed_key(client.get(start))})
    assert response.status_code == 302, response.content.decode()
    return uuid.UUID(response.url.split("/zelfscan/")[1].split("/")[0])


def text(response):
    """The visible text of the page's main part, on one line."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    plain = re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").replace("&amp;", "&")
    return re.sub(r"\s+", " ", plain)
