"""The rules of schemes: they are published, never changed; and the pools in which the match is held."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from funding import permissions
from funding.actions.posting import refuse_unless
from funding.models import BudgetLine, MatchPool, Plan, Scheme, SchemeVersion
from funding.rules import RuleBroken, held_by_books
from funding.schemes import Rules
from regions.models import Region


@transaction.atomic
def add_scheme(*, by: User, key: str, name_nl: str, name_en: str, demo: bool) -> Scheme:
    """A scheme without rules yet. `demo`: everything that is granted under it is invented; that never changes."""
    refuse_unless(permissions.can_set_rules(by))
    if Scheme.objects.filter(key=key).exists():
        raise RuleBroken("scheme_exists", _("A scheme with this short name already exists."))
    with held_by_books():
        return Scheme.objects.create(key=key, name_nl=name_nl, name_en=name_en, demo=demo)


@transaction.atomic
def publish_scheme_version(
    *,
    by: User,
    scheme: Scheme,
    rules: Rules,
    starts_on: date,
    ends_on: date | None,
    document: str,
    document_date: date,
) -> SchemeVersion:
    """The rules of a scheme from a day on. What was in force until then ends the day before.

    Raises RuleBroken when it begins before the last version does, or before a decision under that one.
    """
    refuse_unless(permissions.can_set_rules(by))
    last = scheme.versions.aggregate(last=Max("number"))["last"] or 0
    with held_by_books():
        return SchemeVersion.objects.create(
            scheme=scheme,
            number=last + 1,
            starts_on=starts_on,
            ends_on=ends_on,
            document=document,
            document_date=document_date,
            recorded_by=by,
            **vars(rules),
        )


@transaction.atomic
def open_pool(
    *,
    by: User,
    version: SchemeVersion,
    line: BudgetLine,
    document: str,
    document_date: date,
    region: Region | None = None,
    plan: Plan | None = None,
) -> MatchPool:
    """A pool for awards and pledges under these rules, in the shape of the level at which they hold the ratio.

    By region: `region`; by award: `plan`; by line: neither. Raises RuleBroken for another shape, or a second one.
    """
    refuse_unless(permissions.can_open_pool(by, plan))
    with held_by_books():
        return MatchPool.objects.create(
            version=version,
            line=line,
            region=region,
            plan=plan,
            document=document,
            document_date=document_date,
            recorded_by=by,
        )
