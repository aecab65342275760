"""Awards as they are frozen: what their public pages tell, and nothing that those do not.

The story for the ministry names people and reasons; a plan is public only as the award that it led to (decision 0054).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import award_page, story_measures
from funding import award_register as register
from funding.amounts import Range
from funding.award_page import Page
from funding.models import Award
from funding.pool_books import MEASURES
from reports.frozen_figure import MOST_ROWS, NOTHING, bounded
from reports.frozen_public import LONGEST_QUERY
from reports.frozen_query import refuse
from reports.reading import Moment, Reading, Words
from reports.tables import Plain, Shown
from ui import formats
from ui.language import local

ZERO = Decimal(0)
SUMS = ("amount", "granted", "paid", "settled")


def award(query: Mapping[str, str], moment: Moment) -> Reading:
    """One award: what was decided, paid and settled, the match that it rests on, and what happened."""
    found = register.with_state().filter(number=query.get("nummer", "").replace("\0", "")).first()
    if found is None:
        refuse(_("This award does not exist."))
    page = award_page.read(found)
    source = _source(moment)
    tables = (_money(found, source), _match(page, source), _exceptions(page, source), _happened(page, source))
    return Reading(
        tables=tables,
        query=urlencode({"nummer": found.number}),
        valid_on=moment.made_on,
        about=((_("Award"), found.number), *((name, str(text)) for name, text in page.facts)),
        definitions=_meanings("committed", "open", "paid", *award_page.MATCH),
        sources=(
            (_("The decision"), _("%(document)s of %(day)s") % _paper(found)),
            (_("The books of this portal"), source),
        ),
        demo=settings.DEMO or register.is_demo(found),
    )


def _paper(found: Award) -> dict[str, str]:
    return {"document": found.document, "day": formats.date_long(found.document_date)}


def _source(moment: Moment) -> str:
    return _("The register of awards of this portal on %(day)s") % {"day": formats.date_long(moment.made_on)}


def _euros(amount: Decimal | None, missing: str) -> Shown:
    if amount is None:
        return Shown(missing, status="not_available", unit="EUR")
    return Shown(formats.euro(amount), amount, status="exact", unit="EUR")


def _money(found: Award, source: str) -> Plain:
    amounts = {
        _("Granted"): found.amount,
        _("Committed"): found.granted,
        _("Still to pay"): found.granted - found.paid,
        _("Paid"): found.paid,
        _("Settled"): found.settled,
    }
    rows = tuple((Shown(name), _euros(amount, _("not yet"))) for name, amount in amounts.items())
    return Plain("money", _("The money of the State"), "", (_("Measure"), _("Amount")), rows, source, "EUR")


def _match(page: Page, source: str) -> Plain:
    """Over all awards with which it is held together."""
    rows = tuple(
        (Shown(name), Shown(text, *_numbers(amount), unit="EUR per EUR" if key == "match_ratio" else "EUR"))
        for (name, text, _meaning), (key, amount) in zip(page.match, page.amounts.items(), strict=True)
    )
    note = _("Held over %(awards)s") % {"awards": page.held_at}
    return Plain("match", _("What others put in"), note, (_("Measure"), _("Amount")), rows, source, "EUR")


def _numbers(amount: Range | None) -> tuple[object, object, object, str]:
    """Value, lower and upper bound, status."""
    if amount is None:
        return None, None, None, "not_available"
    low, high = (None, None) if amount.known else (amount.low, amount.high)
    return amount.value, low, high, amount.status


def _exceptions(page: Page, source: str) -> Plain:
    rows = tuple((Shown(title), Shown(text)) for title, text in page.exceptions)
    return Plain("exceptions", _("Exceptions"), "", (_("Exception"), _("Reason")), rows, source)


def _happened(page: Page, source: str) -> Plain:
    """Oldest first, without who did it or why: as everyone reads it."""
    rows = tuple(
        (
            Shown(formats.date_long(one.day)),
            Shown(one.subject),
            Shown(one.title),
            Shown("") if one.amount is None else _euros(one.amount, ""),
        )
        for one in page.events
    )
    columns = (_("Date"), _("About"), _("What happened"), _("Amount"))
    return Plain("happened", _("What happened"), "", columns, rows, source, "EUR")


def _meanings(*keys: str) -> Words:
    granted = (_("Granted"), str(story_measures.GRANTED))
    settled = (_("Settled"), str(story_measures.SETTLED))
    return (granted, *((str(MEASURES[key].label), str(MEASURES[key].meaning)) for key in keys), settled)


# --- The register ----------------------------------------------------------------------------------------------------


def awards(query: Mapping[str, str], moment: Moment) -> Reading:
    """The awards that the register shows for this question, with what they come to together."""
    question = register.Question.of(query)
    found = register.found(question)
    asked = urlencode({name: query[name] for name in ("stand", "q", "sort") if query.get(name)})
    if len(asked) > LONGEST_QUERY:
        refuse(_("This question is too long to keep. Search with fewer words."))
    listed = list(found[:MOST_ROWS])
    table = _register(found, listed, _source(moment))
    state = str(register.STATES[question.state][1]) if question.state else _("All")
    return Reading(
        tables=(table,),
        query=asked,
        valid_on=moment.made_on,
        about=((_("State"), state), *(((_("Words"), question.words),) if question.words else ())),
        definitions=_meanings("committed", "paid"),
        sources=((_("The books of this portal"), table.source),),
        demo=settings.DEMO or any(register.is_demo(one) for one in listed),
        empty="" if listed else _("No award fits") + ".",
    )


def _register(found: QuerySet[Award], listed: Sequence[Award], source: str) -> Plain:
    """At most MOST_ROWS of them; the others are one row, and the sums are of all."""
    sums = found.order_by().aggregate(number=Count("pk"), **{f"sum_{name}": Sum(name) for name in SUMS})
    left = sums["number"] - len(listed)
    rows = [_row(one) for one in listed]
    if left:
        words = ngettext("%(number)s other award", "%(number)s other awards together", left)
        own = {name: sum((getattr(one, name) or ZERO for one in listed), ZERO) for name in SUMS}
        rest = {name: (sums[f"sum_{name}"] or ZERO) - own[name] for name in SUMS}
        rows.append(_summed(words % {"number": formats.number(left)}, rest))
    if len(rows) > 1:
        rows.append(_summed(_("Total"), {name: sums[f"sum_{name}"] for name in SUMS}))
    return Plain(
        key="awards",
        title=_("Awards"),
        note=". ".join([_("Amounts in euros"), *bounded(left)]),
        columns=(
            *(_("Number"), _("Recipient"), _("Purpose"), _("Scheme"), _("Date of the decision")),
            *(_("Granted"), _("Committed"), _("Paid"), _("Settled"), _("State")),
        ),
        rows=tuple(rows),
        source=source,
        unit="EUR",
    )


def _row(one: Award) -> tuple[Shown, ...]:
    about = (
        one.number,
        one.recipient.name,
        register.purpose(one),
        local(one.pool.version.scheme, "name"),
        formats.date_long(one.document_date),
    )
    mark = f"; {_('Demonstration')}" if register.is_demo(one) else ""
    amounts = (_euros(getattr(one, name), _("not yet")) for name in SUMS)
    return (*(Shown(text) for text in about), *amounts, Shown(register.badge(one)["text"] + mark))


def _summed(name: str, sums: Mapping[str, Decimal | None]) -> tuple[Shown, ...]:
    amounts = (_euros(sums[one], NOTHING) for one in SUMS)
    return (Shown(name), *(Shown("") for _place in range(4)), *amounts, Shown(""))
