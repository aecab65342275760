"""What stands above the list of some kinds of rows: what their rows add up to, computed of the rows just read."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs import composition, totals
from fieldlabs.kinds import Kind
from fieldlabs.models import Fieldlab, Investment, Partner
from fieldlabs.models.parts import Part
from jobs import clock

COUNTED: dict[composition.Part, Promise] = {
    composition.Part.COMPANIES: gettext_lazy("Companies that are not related"),
    composition.Part.SMES: gettext_lazy("Of which small and medium-sized (SME)"),
    composition.Part.RESEARCH: gettext_lazy("Knowledge institutes"),
    composition.Part.EDUCATION: gettext_lazy("Educational institutions"),
}


def of(kind: Kind, fieldlab: Fieldlab, rows: list[Part]) -> dict[str, object] | None:
    """The content of `kind.panel`, None when that kind has none."""
    make = PANELS.get(kind.key)
    return make(fieldlab, rows) if make else None


def consortium(fieldlab: Fieldlab, partners: list[Partner]) -> dict[str, object]:
    """The composition rule on the partners of today, with who counts and what is missing."""
    today = clock.today()
    now = [one for one in partners if one.ends_on is None or one.ends_on >= today]
    found = composition.judge(
        composition.Member(
            name=one.organisation.name,
            kind=one.organisation.kind,
            is_sme=one.size.is_sme if one.size else None,
            group=one.group,
        )
        for one in now
    )
    return {
        "met": found.is_met,
        "parts": [
            {
                "label": COUNTED[one.part],
                "needed": one.needed,
                "number": len(one.who),
                "who": ", ".join(one.who),
                "short": one.short,
                "is_met": one.is_met,
            }
            for one in found.parts
        ],
        "notes": _notes(found, len(partners) - len(now)),
        "source": composition.SOURCE,
    }


def _notes(found: composition.Composition, ended: int) -> list[str]:
    """What explains the numbers."""
    notes = []
    if found.size_unknown:
        names = ", ".join(found.size_unknown)
        notes.append(_("Not counted as SME, because the size is unknown: %(names)s.") % {"names": names})
    notes += [
        _("Counted once, because they are of one group: %(names)s.") % {"names": ", ".join(one)} for one in found.groups
    ]
    if ended:
        notes.append(_("Partners that stopped do not count: %(number)s.") % {"number": ended})
    return notes


def sums(fieldlab: Fieldlab, investments: list[Investment]) -> dict[str, object]:
    """Year × phase with the shortfall, and kind × phase; nothing while nothing is registered."""
    groups = totals.of_rows(investments)
    return {"tables": [totals.by_year(groups), totals.by_money(groups)] if groups else []}


PANELS: dict[str, Callable[[Fieldlab, list], dict[str, object]]] = {
    "partner": consortium,
    "investment": sums,
}
