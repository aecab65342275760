"""What everyone may read of an award: one reading for its public page and for the annex that keeps it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from funding import award_register as register
from funding import story, story_sources
from funding.amounts import Range
from funding.models import Account, Award
from funding.pool_books import MEASURES, PoolState, of_pools
from funding.story import Event
from funding.words import as_ratio, in_euros
from ui.formats import date_long
from ui.language import local

MATCH = ("match_intended", "match_committed", "match_realised", "match_needed", "match_ratio")


@dataclass(frozen=True)
class Page:
    """`match`: (label, value in words, meaning) of each measure of MATCH; `amounts`: the same by key, in euros.

    `exceptions`: (which, why); `events`: oldest first, without who did them.
    """

    facts: list[tuple[str, object]]
    match: list[tuple[str, str, str]]
    amounts: dict[str, Range | None]
    held_at: str
    exceptions: list[tuple[str, str]]
    events: list[Event]


def read(award: Award) -> Page:
    """`award`: as award_register.with_state gives it. Three statements."""
    pool = of_pools([award.pool_id]).get(award.pool_id, PoolState())
    accounts = Account.objects.filter(award=award).values_list("pk", flat=True)
    events = story.Teller(award, story_sources.for_everyone(award, accounts), names=False).timeline()
    return Page(
        facts=_facts(award),
        match=[_match(pool, key) for key in MATCH],
        amounts={key: pool.value(key) for key in MATCH},
        held_at=register.where_match_is_held(award),
        exceptions=_exceptions(award, events),
        events=events,
    )


def _facts(award: Award) -> list[tuple[str, object]]:
    scheme = award.pool.version
    return [
        (_("Recipient"), award.recipient.name),
        (_("Purpose"), register.purpose(award)),
        (_("Budget line"), local(award.pool.line, "name")),
        (_("Region"), local(award.pool.region, "name") if award.pool.region else _("no region")),
        (_("Scheme"), f"{local(scheme.scheme, 'name')}, {_('version %(number)s') % {'number': scheme.number}}"),
        (_("Legal instrument"), scheme.get_instrument_display()),
        (_("Condition"), award.get_condition_display()),
    ]


def _match(pool: PoolState, key: str) -> tuple[str, str, str]:
    words = as_ratio if key == "match_ratio" else in_euros
    return str(MEASURES[key].label), words(pool.value(key)), str(MEASURES[key].meaning)


def _exceptions(award: Award, events: list[Event]) -> list[tuple[str, str]]:
    ordered = [(_ordered(award), _ruling(award))] if award.ordered_by else []
    return [*ordered, *((one.title, one.text) for one in events if one.source == "waiver")]


def _ordered(award: Award) -> str:
    by = award.get_ordered_by_display()
    return _("Granted beyond the ceiling: ordered by %(by)s (Awb 4:25, third paragraph).") % {"by": by}


def _ruling(award: Award) -> str:
    """Court, case and day; "" where no court ordered it."""
    ruling = award.ruling
    return f"{ruling.court}, {ruling}, {date_long(ruling.ruled_on)}." if ruling else ""
