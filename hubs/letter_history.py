"""What happened to a letter that a desk uses again: when, who, and what changed word by word."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext_lazy

from hubs.letter_forms import NAMES
from hubs.models import LetterTemplate
from ui.differences import Piece, words

MOST = 50
REASONS = {
    "written": pgettext_lazy("letter", "written"),
    "changed": gettext_lazy("changed"),
    "archived": gettext_lazy("put in the archive"),
    "restored": gettext_lazy("taken out of the archive"),
    "reference data": gettext_lazy("delivered with the portal"),
}


@dataclass(frozen=True)
class Step:
    """`person` "": the portal. `lines`: (field, pieces) of what changed; empty for the first one."""

    at: datetime
    person: str
    what: str
    lines: list[tuple[str, tuple[Piece, ...]]]


def history(template: LetterTemplate) -> list[Step]:
    """The latest steps, the newest first. One statement."""
    events = list(template.events.select_related("saved_by").order_by("-pgh_id")[: MOST + 1])
    before = [*events[1:], None]
    return [_step(event, earlier) for event, earlier in zip(events, before, strict=True)][:MOST]


def _step(event, earlier) -> Step:
    reason = (event.pgh_context or {}).get("reason", "")
    person = event.saved_by.name if event.saved_by else ""
    return Step(event.saved_at, person, str(REASONS.get(reason, reason)), _lines(event, earlier) if earlier else [])


def _lines(event, earlier) -> list[tuple[str, tuple[Piece, ...]]]:
    fields = {name: str(LetterTemplate._meta.get_field(name).verbose_name) for name in NAMES}
    changed = {name: (getattr(earlier, name), getattr(event, name)) for name in NAMES}
    return [(capfirst(fields[name]), words(old, new)) for name, (old, new) in changed.items() if old != new]
