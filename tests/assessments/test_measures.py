"""Figures on the quality of the questionnaire, and who may read them."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest

from assessments import measures, questionnaire
from assessments.measures import Figure, Item
from assessments.models import Answer, Assessment, DraftTally, QualityFigure
from jobs import clock, queue
from smartindustry.cast import CAST
from tests.assessments.runs import ALL, new_run, text, url

pytestmark = pytest.mark.django_db
SUBJECT = questionnaire.current().dimensions[0]
ITEMS = [question.id for question in SUBJECT.questions]
MAY = {"karim", "fenna", "femke", "sanne", "hilde", "wim", "gijs", "ans"}


def figure(kind, subject="", depth="quick"):
    found = QualityFigure.objects.filter(kind=kind, subject=subject, depth=depth).first()
    return found and (found.number, found.value)


def drafts(number, answered, **values):
    """Runs with this many answers, left two days ago."""
    return [new_run([3] * answered, started_at=clock.now() - timedelta(days=2), **values) for _ in range(number)]


def finished(number, answers, depth="quick", seconds=20, **values):
    """Completed runs with these answers (question id: level or None for don't know), past all actions."""
    questions = questionnaire.current()
    runs = Assessment.objects.bulk_create(
        Assessment(
            questionnaire=questions.slug, version=questions.version, digest=questions.digest, language="nl",
            state="started", depth=depth, **values,
        )
        for _ in range(number)
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(assessment=run, question_id=key, level=level, no_level="" if level else "dont-know", seconds=seconds)
        for index, run in enumerate(runs)
        for key, level in (answers(index) if callable(answers) else answers).items()
    )
    levels = {"quick_levels": [20] * 8} | ({"deep_levels": [20] * 8} if depth == "deep" else {})
    keys = [run.pk for run in runs]
    Assessment.objects.filter(pk__in=keys).update(state="completed", completed_at=clock.now(), **levels)
    return runs


def test_started_and_finished_count_removed_drafts_too():
    drafts(4, 2)
    finished(8, {ALL[0]: 3})
    DraftTally.objects.create(version="2026.1", depth="quick", started_in=clock.today(), screen=ALL[3], number=8)

    measures.measure()

    assert figure("started") == (20, Decimal(20))
    assert figure("finished") == (20, Decimal("0.4"))
    assert figure("broken-off", ALL[2]) == (20, Decimal("0.2"))
    assert figure("broken-off", ALL[3]) == (20, Decimal("0.4"))
    assert figure("broken-off", "check") == (20, Decimal(0))


def test_break_off_is_at_the_first_screen_without_an_answer():
    drafts(3, 8)
    drafts(3, 8, answered_screens=["size", "sector", "where", "goals", "role"])
    drafts(4, 0)

    measures.measure()

    assert figure("broken-off", "size") == (10, Decimal("0.3"))
    assert figure("broken-off", "check") == (10, Decimal("0.3"))
    assert figure("broken-off", ALL[0]) == (10, Decimal("0.4"))


def test_draft_of_today_has_not_stopped_yet():
    for _ in range(10):
        new_run([3])

    measures.measure()

    assert figure("broken-off", ALL[1]) == (10, Decimal(0))


def test_time_and_dont_know_per_question():
    finished(6, {ALL[0]: 3}, seconds=10)
    finished(6, {ALL[0]: None}, seconds=30)

    measures.measure()

    assert figure("seconds", ALL[0]) == (12, Decimal(20))
    assert figure("dont-know", ALL[0]) == (12, Decimal("0.5"))


def test_nine_runs_have_no_figures():
    finished(9, {ALL[0]: 3})

    measures.measure()

    assert {row.value for row in QualityFigure.objects.all()} == {None}


def test_not_applicable_is_no_answer():
    runs = finished(10, {})
    Assessment.objects.filter(pk__in=[run.pk for run in runs]).delete()
    for _ in range(10):
        run = new_run()
        Answer.objects.create(assessment=run, question_id=ALL[0], level=None, no_level="not-applicable", seconds=5)
        Assessment.objects.filter(pk=run.pk).update(
            state="completed", completed_at=clock.now(), quick_levels=[None] * 8
        )

    measures.measure()

    assert figure("dont-know", ALL[0]) == (0, None)
    assert figure("seconds", ALL[0]) == (10, Decimal(5))


def test_answers_copied_into_depth_count_once():
    finished(10, {ALL[0]: 3})
    finished(10, {ALL[0]: 3}, depth="deep")

    measures.measure()

    assert figure("dont-know", ALL[0]) == (10, Decimal(0))


def spread(index):
    """Five questions that go along with one another, the last one against them."""
    level = 1 + index % 5
    return dict.fromkeys(ITEMS[:-1], level) | {ITEMS[-1]: 6 - level}


def test_alpha_and_item_rest_from_a_hundred_runs_in_depth():
    finished(100, spread, depth="deep")

    measures.measure()

    assert figure("item-rest", ITEMS[0], "deep") == (100, Decimal(1))
    assert figure("item-rest", ITEMS[-1], "deep") == (100, Decimal(-1))
    # Five equal variances; the sum is three times one question: 5/4 × (1 − 5/9).
    assert figure("alpha", SUBJECT.slug, "deep") == (100, Decimal("0.56"))


def test_ninety_nine_runs_are_not_enough_for_alpha():
    finished(99, spread, depth="deep")

    measures.measure()

    assert figure("alpha", SUBJECT.slug, "deep") == (99, None)


@pytest.mark.parametrize("values", [{"flags": ["too-fast"]}, {"demo": True}], ids=str)
def test_careless_and_demo_runs_say_nothing_of_the_scale(values):
    finished(100, spread, depth="deep", **values)

    measures.measure()

    assert figure("alpha", SUBJECT.slug, "deep") == (0, None)


def test_alpha_without_spread_or_with_one_question_does_not_exist():
    assert measures.alpha([Item("a", "a-1", 100, 0.0, 0.0, None)] * 3) is None
    assert measures.alpha([Item("a", "a-1", 100, 1.0, 1.0, None)]) is None
    assert measures.alpha([]) is None


def test_gate_keeps_no_value_of_too_few():
    assert measures.gated(Figure("quick", "seconds", "x", 9, 4)).value is None
    assert measures.gated(Figure("quick", "seconds", "x", 10, 4)).value == 4
    assert measures.gated(Figure("deep", "alpha", "x", 99, 0.5)).value is None


def later(days, number, answers):
    """A week passes, as many runs are finished, and the job comes by."""
    with clock.on(clock.today() + timedelta(days=days)):
        finished(number, answers)
        job = queue.add("assessments.measure_quality", {})
        queue.run(str(job.pk))
        job.refresh_from_db()
        return job.result["figures"]


def test_figures_stay_as_they_are_until_ten_more_runs_are_finished():
    finished(12, {ALL[0]: 3})
    first = measures.measure()

    nine = later(7, 9, {ALL[0]: None})
    assert (nine, figure("dont-know", ALL[0])) == (QualityFigure.objects.filter(depth="deep").count(), (12, 0))

    later(14, 1, {ALL[0]: None})
    assert figure("dont-know", ALL[0]) == (22, Decimal("0.45"))
    assert QualityFigure.objects.count() == first


def test_figures_of_a_demonstration_are_always_renewed(settings):
    settings.DEMO = True
    finished(12, {ALL[0]: 3})
    measures.measure()
    finished(2, {ALL[0]: None})
    measures.measure()

    assert figure("seconds", ALL[0]) == (14, Decimal(20))


def test_runs_in_depth_do_not_renew_the_figures_of_quick_scans():
    finished(12, {ALL[0]: 3})
    measures.measure()
    with clock.on(clock.today() + timedelta(days=7)):
        finished(1, {ALL[0]: None})
        finished(10, spread, depth="deep")
        measures.measure()

    assert figure("dont-know", ALL[0]) == (12, 0)
    assert figure("seconds", ITEMS[1], "deep") == (10, Decimal(20))


@pytest.mark.parametrize("member", [member.key for member in CAST])
def test_page_is_for_ministry_expertise_centre_and_auditor(member, request, client_for):
    page = client_for(request.getfixturevalue(member)).get(url("quality"))

    assert (page.status_code == 200) == (member in MAY)


def test_page_without_figures_says_so(client_for, femke):
    assert "Nog geen cijfers" in text(client_for(femke).get(url("quality")))


def test_page_tells_figures_and_what_is_too_few(client_for, femke):
    finished(12, {ALL[0]: 3})
    measures.measure()

    page = text(client_for(femke).get(url("quality")))

    assert "Snelle scan minstens 10 100%" in page
    assert "minstens 10 20 0% nog niet: te weinig zelfscans" in page
    assert "Verdieping te weinig te weinig" in page


def test_page_tells_alpha_and_how_far_it_is(client_for, femke):
    finished(100, spread, depth="deep")
    measures.measure()
    assert "minstens 100 0,56" in text(client_for(femke).get(url("quality")))

    QualityFigure.objects.filter(kind="alpha", subject=SUBJECT.slug).update(number=57, value=None)
    assert "nog niet: minstens 55 zelfscans" in text(client_for(femke).get(url("quality")))

    QualityFigure.objects.filter(kind="alpha", subject=SUBJECT.slug).update(number=120, value=None)
    assert "niet te berekenen: geen spreiding" in text(client_for(femke).get(url("quality")))


def test_file_has_rounded_numbers(client_for, femke):
    finished(13, {ALL[0]: 3})
    measures.measure()

    rows = list(csv.DictReader(io.StringIO(client_for(femke).get(url("quality_csv")).content.decode("utf-8-sig"))))

    started = next(row for row in rows if row["figure"] == "started")
    assert (started["number_at_least"], started["value"]) == ("10", "10")
    assert {row["number_at_least"] for row in rows} <= {"", "10"}


def test_page_is_few_queries_whatever_there_is(client_for, femke, django_assert_max_num_queries):
    browser = client_for(femke)
    finished(10, {ALL[0]: 3})
    measures.measure()
    browser.get(url("quality"))

    with django_assert_max_num_queries(6):
        browser.get(url("quality"))
