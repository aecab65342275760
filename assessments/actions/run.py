"""What changes a run: start, answer, context, complete, erase. Each locks the run, most by one statement that asks."""

import itertools
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, F, Func, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import rules
from accounts.actions import forget_companies
from accounts.models import Organisation, User
from assessments import quality, wizard
from assessments.locations import Location
from assessments.models import (
    RUN_IS_FROZEN,
    Answer,
    Assessment,
    Contact,
    Contribution,
    HelpAsked,
    LeftOut,
    Report,
    Share,
    Site,
)
from assessments.questionnaire import Questionnaire
from assessments.scoring import Answers, NoLevel, levels_in_tenths, score_deep, score_quick
from assessments.screens import SCREENS
from hubs import actions as hub_actions
from jobs import clock

State, Screen = Assessment.State, Assessment.Screen
_SCREENS = Assessment._meta.get_field("answered_screens")


TOO_SHALLOW = gettext_lazy("Answer at least three of the questions of one subject. Then you can see your result.")


class RuleBroken(rules.RuleBroken):
    """Codes: frozen, unanswered, gone; see each verb."""


@transaction.atomic
def start(
    *, key: uuid.UUID, questionnaire: Questionnaire, language: str, by: User | None, origin: str = ""
) -> Assessment:
    """A new run, or the run that this key already has: a form that is sent twice makes one run.

    `origin`: keyed digest of the network address, see `assessments.origin`. In demo mode every run is a demo.
    """
    values = {
        "questionnaire": questionnaire.slug,
        "version": questionnaire.version,
        "digest": questionnaire.digest,
        "language": language,
        "person": by,
        "origin": origin,
        "demo": settings.DEMO,
    }
    Assessment.objects.bulk_create([Assessment(id=key, started_at=clock.now(), **values)], ignore_conflicts=True)
    return Assessment.objects.get(id=key)


def answer(
    *,
    assessment: Assessment,
    question_id: str,
    value: int | NoLevel,
    by: User | None,
    ambition: int | None = None,
    seconds: int | None = None,
) -> None:
    """Give or change the answer to one question: one statement, so that it needs no transaction around it.

    Of the seconds that somebody looked at the screen the first known number stays.
    Raises RuleBroken("frozen" or "gone").
    """
    level, no_level = (None, value.value) if isinstance(value, NoLevel) else (value, "")
    if value == NoLevel.NOT_APPLICABLE:
        ambition = None
    with connection.cursor() as cursor:
        cursor.execute(_SAVE_ANSWER, [question_id, level, no_level, ambition, seconds, assessment.pk])
        saved = cursor.rowcount
    if not saved:
        raise _closed(assessment)


# Locks the run, so that a completion or an erasure that races is waited for and then seen.
_SAVE_ANSWER = """
    INSERT INTO assessments_answer (assessment_id, question_id, level, no_level, ambition, seconds)
    SELECT id, %s, %s::smallint, %s, %s::smallint, %s::smallint
    FROM assessments_assessment WHERE id = %s AND state = 'started' FOR NO KEY UPDATE
    ON CONFLICT (assessment_id, question_id) DO UPDATE SET
        level = EXCLUDED.level, no_level = EXCLUDED.no_level, ambition = EXCLUDED.ambition,
        seconds = COALESCE(assessments_answer.seconds, EXCLUDED.seconds), answered_at = EXCLUDED.answered_at
"""


def set_location(*, assessment: Assessment, location: Location, by: User | None) -> None:
    """Keep where the site is; a place brings its province. Raises RuleBroken("frozen" or "gone")."""
    place, province = location.place, location.place.province if location.place else location.province
    _keep(assessment, Screen.WHERE, {"place": place, "province": province})


def set_context(*, assessment: Assessment, screen: str, value: object, by: User | None) -> None:
    """Keep what somebody said on a simple screen (`assessments.screens`); None: prefers not to say.

    Raises RuleBroken("frozen" or "gone").
    """
    _keep(assessment, screen, SCREENS[screen].store(value))


def _keep(assessment: Assessment, screen: str, values: dict[str, object]) -> None:
    """One statement that also looks whether the run is open."""
    seen = F("answered_screens")
    added = Case(
        When(answered_screens__contains=[screen], then=seen),
        default=Func(seen, Value(screen), function="array_append", output_field=_SCREENS),
    )
    if not _open(assessment).update(answered_screens=added, **values):
        raise _closed(assessment)


@transaction.atomic
def complete(*, assessment: Assessment, questionnaire: Questionnaire, by: User | None, remark: str = "") -> bool:
    """Freeze the run, with what somebody wants to add. False when it was complete already (a second click).

    Raises RuleBroken("unanswered", "shallow" or "gone").
    """
    run = locked(assessment)
    if run.completed:
        return False
    given = list(Answer.objects.filter(assessment=run))
    answers = {answer.question_id: answer.value for answer in given}
    open_questions = {question.id for question in questionnaire.quick_questions} - set(answers)
    if open_questions or not {*Screen.values} <= {*run.answered_screens}:
        raise RuleBroken("unanswered", _("There are still questions without an answer."))
    if run.depth == Assessment.Depth.DEEP and not wizard.has_depth(questionnaire, answers):
        raise RuleBroken("shallow", str(TOO_SHALLOW))
    values = _levels(run, questionnaire, answers) | {"flags": _flags(run, given), "site": _site(run)}
    Assessment.objects.filter(pk=run.pk).update(
        state=State.COMPLETED, completed_at=clock.now(), remark=remark, **values
    )
    return True


def _flags(run: Assessment, given: list[Answer]) -> list[str]:
    """A run in depth has those of the run it was copied from too: its answers are there, and their times are not."""
    before = (
        Assessment.objects.filter(pk=run.copied_from_id).values_list("flags", flat=True) if run.copied_from_id else ()
    )
    return list(dict.fromkeys([*itertools.chain.from_iterable(before), *quality.signs(given)]))


def _site(run: Assessment) -> Site | None:
    """Where the company was asked again, the run may be about another of its sites than the one it follows."""
    return Site.objects.of(run.site.organisation, run) if run.site else None


def _levels(run: Assessment, questionnaire: Questionnaire, answers: Answers) -> dict[str, list[int | None] | None]:
    """The quick levels of every run, the levels in depth of a deep one; see `scoring.levels_in_tenths`."""
    quick = levels_in_tenths(score_quick(questionnaire, answers))
    deep = levels_in_tenths(score_deep(questionnaire, answers)) if run.depth == Assessment.Depth.DEEP else None
    return {"quick_levels": quick, "deep_levels": deep}


def erase(*, assessment: Assessment, by: User | None, also_withdraw: bool = False) -> None:
    """Delete the run with all its answers, completed or not. Cannot be undone; a second time does nothing.

    `also_withdraw`: take back the questions to a desk that went out with it.
    """
    if also_withdraw:
        for asked in HelpAsked.objects.filter(assessment=assessment).select_related("request").order_by("request"):
            hub_actions.withdraw(request=asked.request, by=by)
    erase_all([assessment.pk])


@transaction.atomic
def erase_all(keys: Sequence[uuid.UUID]) -> None:
    """Delete these runs with everything that belongs to them, and the site and company that have no other.

    A request for help is the desk's, and stays there.
    """
    _lock(Assessment.objects.filter(pk__in=keys))
    sites = set(Assessment.objects.filter(pk__in=keys, site__isnull=False).values_list("site", "site__organisation"))
    Assessment.objects.filter(copied_from__in=keys).update(copied_from=None)
    Assessment.objects.filter(repeats__in=keys).update(repeats=None)
    # The run before its answers: the trigger lets the answers of a frozen run go only when the run itself is gone.
    for model in (Contact, HelpAsked, LeftOut, Report, Share):
        model.objects.filter(assessment_id__in=keys).delete()
    Assessment.objects.filter(pk__in=keys).delete()
    Answer.objects.filter(assessment_id__in=keys).delete()
    if sites:
        companies = {company for _site, company in sites}
        _lock(Organisation.objects.filter(pk__in=companies))
        Site.objects.filter(pk__in=[site for site, _company in sites], assessments=None).delete()
        _forget_contributions(companies)
        forget_companies(companies)


def _lock(rows: QuerySet) -> None:
    """Wait for who adds something to these rows now, so that it is seen; in one order, so that nobody waits in turn."""
    list(rows.select_for_update().order_by("pk").values_list("pk"))


def _forget_contributions(companies: set[int]) -> None:
    """With its last run a company goes out of the comparison's own table at once; published sums stay as they are."""
    others = Assessment.objects.filter(site__organisation__in=companies).values_list("site__organisation", flat=True)
    Contribution.objects.filter(company__in=companies - set(others)).update(company=None)


def locked(assessment: Assessment) -> Assessment:
    """The run as it is now, locked to the end of the transaction. Raises RuleBroken("gone")."""
    found = Assessment.objects.select_for_update(no_key=True, of=("self",)).filter(pk=assessment.pk).first()
    if found is None:
        raise _gone()
    return found


def _open(assessment: Assessment) -> QuerySet[Assessment]:
    return Assessment.objects.filter(pk=assessment.pk, state=State.STARTED)


def _closed(assessment: Assessment) -> RuleBroken:
    """Why a run takes nothing any more."""
    if Assessment.objects.filter(pk=assessment.pk).exists():
        return RuleBroken("frozen", str(RUN_IS_FROZEN))
    return _gone()


def _gone() -> RuleBroken:
    return RuleBroken("gone", _("This self-assessment has been deleted."))
