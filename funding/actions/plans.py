"""What applicants do with plans: start, write, submit, change, withdraw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from funding import notices, permissions, plan_check, plan_content, plan_state, pools
from funding.actions import plan_pledges
from funding.actions.posting import Basis, refuse_unless
from funding.models import BudgetLine, Plan, PlannedPledge, PlanStep, PlanVersion, Pledge
from funding.plan_content import PARTS, Row
from funding.rules import RuleBroken, held_by_books
from jobs import clock
from regions.models import Region


class NewerSection(RuleBroken):
    """Somebody else saved this section after it was opened. `version`: as it is now, with its parts."""

    def __init__(self, version: PlanVersion):
        super().__init__("plan_section_is_newer", _("Somebody else saved this section while you were writing."))
        self.version = version


@dataclass(frozen=True)
class Content:
    """What somebody wrote in a section: fields of the version, and its rows (related things by their id)."""

    values: Mapping[str, object] = field(default_factory=dict)
    rows: Iterable[Row] = ()


@transaction.atomic
def start_plan(
    *, by: User, organisation: Organisation, kind: str, line: BudgetLine, region: Region | None = None
) -> PlanVersion:
    """The first version of a new plan. A draft in which nothing was written yet is given back instead of a second."""
    refuse_unless(permissions.can_start_plan(by, organisation, kind))
    same = {"organisation": organisation, "kind": kind, "line": line, "region": region}
    untouched = PlanVersion.objects.filter(plan__recorded_by=by, number=1, revision=0, submitted_at__isnull=True)
    found = untouched.filter(plan__steps=None, **{f"plan__{name}": value for name, value in same.items()}).first()
    if found:
        return found
    with held_by_books():
        plan = Plan.objects.create(recorded_by=by, **same)
        return PlanVersion.objects.create(plan=plan, number=1)


@transaction.atomic
def save_section(*, by: User, version: PlanVersion, section: str, base: str, content: Content) -> PlanVersion:
    """Save what was written in a section. `base`: digest of the section as the writer opened it.

    Raises NewerSection when somebody else saved the section meanwhile, and changes nothing then.
    """
    version = _locked(version)
    if version.submitted_at:
        raise RuleBroken("plan_is_submitted", _("This version was submitted meanwhile. It does not change any more."))
    refuse_unless(permissions.can_write_plan(by, version.plan, plan_state.state_of(version.plan)))
    if plan_content.digest(version, section) != base:
        raise NewerSection(version)
    with held_by_books():
        for name, value in content.values.items():
            setattr(version, name, value)
        version.revision += 1
        version.saved_at, version.saved_by = clock.now(), by
        version.save(update_fields=[*content.values, "revision", "saved_at", "saved_by"])
        if section in PARTS:
            _replace_rows(version, section, content.rows)
    return _with_parts(version.pk)


def _replace_rows(version: PlanVersion, section: str, rows: Iterable[Row]) -> None:
    part = PARTS[section]
    part.model.objects.filter(version=version).delete()
    fresh = []
    for position, row in enumerate(rows):
        values = {part.model._meta.get_field(name).attname: row[name] for name in part.fields if name in row}
        if values.get("pledge_id"):
            values["pledge_id"] = _own_pledge(version.plan, values["pledge_id"])
        fresh.append(part.model(version=version, position=position, **values))
    part.model.objects.bulk_create(fresh)


def _own_pledge(plan: Plan, pledge: object) -> int | None:
    """The pledge, if an earlier version of this plan brought it in."""
    return PlannedPledge.objects.filter(version__plan=plan, pledge=pledge).values_list("pledge", flat=True).first()


def _locked(version: PlanVersion) -> PlanVersion:
    """The version as it is now, held until the end of the transaction."""
    PlanVersion.objects.select_for_update().only("pk").get(pk=version.pk)
    return _with_parts(version.pk)


def _with_parts(pk: int) -> PlanVersion:
    versions = PlanVersion.objects.select_related("plan__organisation", "plan__line", "plan__region", "saved_by")
    return plan_content.with_parts(versions).get(pk=pk)


@transaction.atomic
def open_version(*, by: User, plan: Plan) -> PlanVersion:
    """A new version to write in, with what the last one says; the one that is open, if there is one."""
    refuse_unless(permissions.can_write_plan(by, plan, plan_state.state_of(plan)))
    last = plan.versions.order_by("-number").first()
    last = _locked(last)
    newest = plan.versions.order_by("-number").first()
    if newest.submitted_at is None:
        return newest
    copied = {name: getattr(last, name) for names in plan_content.FIELDS.values() for name in names}
    with held_by_books():
        fresh = PlanVersion.objects.create(
            plan=plan, number=newest.number + 1, saved_at=clock.now(), saved_by=by, **copied
        )
        for section, part in PARTS.items():
            part.model.objects.bulk_create(
                part.model(version=fresh, position=position, **_plain(part, row))
                for position, row in enumerate(plan_content.rows(last, section))
            )
    return fresh


def _plain(part: plan_content.Part, row: Row) -> Row:
    """A row as it is stored: related things by their id."""
    plain = {part.model._meta.get_field(name).attname: row[name] for name in part.fields}
    if plain.get("file_id"):
        plain["file_id"] = row["file"]["id"]
    return plain


@transaction.atomic
def submit_plan(*, by: User, version: PlanVersion, revision: int) -> PlanVersion:
    """Hand a version to the ministry, and its co-funding to the books. A second click finds it submitted.

    `revision`: of what the submitter checked. Raises RuleBroken when something is missing or was changed since.
    """
    version = _locked(version)
    if version.submitted_at:
        return version
    refuse_unless(permissions.can_submit_plan(by, version.plan, plan_state.state_of(version.plan)))
    if version.revision != revision:
        raise RuleBroken("plan_was_changed", _("Somebody changed the plan after you checked it. Check it again."))
    missing = plan_check.missing(version, pools.rules_for(version.plan, clock.today()))
    if missing:
        raise RuleBroken("plan_is_incomplete", missing[0].text)
    with held_by_books():
        plan_pledges.book(by=by, version=version)
        version.submitted_at, version.submitted_by = clock.now(), by
        version.save(update_fields=["submitted_at", "submitted_by"])
        PlanStep.objects.create(plan=version.plan, version=version, kind=PlanStep.Kind.SUBMIT, recorded_by=by)
    notices.tell("plan_submitted", version.pk)
    return version


@transaction.atomic
def withdraw_plan(*, by: User, plan: Plan, reason: str) -> PlanStep:
    """Take a plan back before the ministry decides, with what is only intended of its co-funding.

    What a co-funder committed stays in the books: that is the co-funder's to withdraw. A second click finds it done.
    """
    versions = list(plan.versions.select_for_update().order_by("number"))
    last = plan.steps.order_by("-pk").first()
    if last and last.kind == PlanStep.Kind.WITHDRAW:
        return last
    refuse_unless(permissions.can_withdraw_plan(by, plan, last.kind if last else plan_state.DRAFT))
    submitted = next((one for one in reversed(versions) if one.submitted_at), None)
    with held_by_books():
        step = PlanStep.objects.create(
            plan=plan, version=submitted, kind=PlanStep.Kind.WITHDRAW, note=reason.strip(), recorded_by=by
        )
        for pledge in (
            Pledge.objects.select_related("funder", "pool", "claimed_by")
            .filter(planned_as__version=submitted)
            .distinct()
            .order_by("pk")
        ):
            plan_pledges.take_back(by=by, basis=_withdrawal(step), pledge=pledge, committed=False)
    if submitted:
        notices.tell("plan_withdrawn", plan.pk)
    return step


def _withdrawal(step: PlanStep):
    def basis(what: str, about: int, document: str) -> Basis:
        today = clock.today()
        key, paper = f"plan-step-{step.pk}-{what}-{about}", {"document": document, "document_date": today}
        return Basis(key=key, valid_on=today, reason=step.note, **paper)

    return basis
