"""One figure of the dashboard as it is frozen: the accounts that it is made of, or the entries behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import moves
from funding.account_names import OWNERS, account_name, kind_name, owner_name
from funding.models import Account, Entry
from funding.papers import with_papers
from regions.models import Region
from reports import budget_data, budget_export, figures, papers
from reports.budget_tables import marked
from reports.figures import Figure
from reports.forms import DifferenceForm, ViewForm
from reports.frozen_query import refuse, valid
from reports.reading import Moment, Reading, Words
from reports.tables import Plain, Shown
from ui import formats
from ui.language import local

MOST_ROWS = 1000
"""Rows that an annex lists of what a figure is made of; the others stand together in one row."""
NOTHING = "\N{EN DASH}"
TEXTS = {
    "what": F("entry__kind"),
    "reason": F("entry__reason"),
    "document": F("entry__document"),
    "demo": F("entry__demo"),
}
"""What is told of an entry, beside a transfer of it."""
ZERO = Decimal(0)


def figure(query: Mapping[str, str], moment: Moment) -> Reading:
    """What an amount is made of: each account with what it held; and on which documents it rests."""
    found, regions = _asked(query, moment)
    return _with_sources(_accounts(found, regions), found)


def preview_of_figure(query: Mapping[str, str], moment: Moment) -> Reading:
    """The same without its documents."""
    return _accounts(*_asked(query, moment))


def _accounts(found: Figure, regions: Mapping[int, Region]) -> Reading:
    listed = list(found.holders[:MOST_ROWS])
    rows = [_account_row(one, found, regions) for one in listed]
    total, left = sum(found.held.values(), ZERO), len(found.held) - len(listed)
    if left:
        words = ngettext("%(number)s other account together", "%(number)s other accounts together", left)
        rest = total - sum(found.held[one.pk] for one in listed)
        rows.append(_last(words % {"number": formats.number(left)}, 4, rest))
    rows.append(_last(_("Total"), 4, total))
    table = Plain(
        key="accounts",
        title=_("What it is made of"),
        note=_note(found, left),
        columns=(_("Line"), _("Hub"), _("For whom"), _("Kind"), _("Budget year"), _("Amount")),
        rows=tuple(rows if listed else ()),
        source=budget_export.source_of(found.view),
        unit="EUR",
    )
    tables = tuple(one for one in (table, *_unsized(found), *_silent(found)) if one.rows) or (table,)
    return _reading(found, tables, found.query(), total if listed else None)


def entries(query: Mapping[str, str], moment: Moment) -> Reading:
    """The entries that together are an amount, of all its accounts or of one, or the difference between two days."""
    found, _regions = _asked(query, moment)
    return _with_sources(_entries(found, query), found)


def preview_of_entries(query: Mapping[str, str], moment: Moment) -> Reading:
    """The same without its documents."""
    return _entries(_asked(query, moment)[0], query, linked=False)


def _with_sources(reading: Reading, found: Figure) -> Reading:
    return replace(reading, sources=(*reading.sources, *papers.sources(papers.of_figure(found))))


def _entries(found: Figure, query: Mapping[str, str], *, linked: bool = True) -> Reading:
    account = _account(found, query.get("rekening", ""))
    moved = found.entries(account)
    number, total = moves.summed(moved)
    listed = list(moved.annotate(**TEXTS)[:MOST_ROWS])
    found_at = addresses(one["entry"] for one in listed) if linked else {}
    rows = [entry_row({**one, "entry": entry_of(one)}, found_at.get(one["entry"], "")) for one in listed]
    table = Plain(
        key="entries",
        title=_("Entries"),
        note=_note(found, number - len(listed)),
        columns=entry_columns(),
        rows=closed(rows, number - len(listed), total),
        source=budget_export.source_of(found.view),
        unit="EUR",
    )
    more = {"rekening": account.pk} if account else {}
    of = ((_("Account"), account_name(account)),) if account else ()
    return _reading(found, (table,), found.query(**more), total if number else None, of)


def _asked(query: Mapping[str, str], moment: Moment) -> tuple[Figure, dict[int, Region]]:
    """The figure as it was known at the moment, and the regions by id."""
    compared = "van" in query
    form = valid(DifferenceForm if compared else ViewForm, query)
    view = replace(form.view(), known_at=moment.known_at)
    since = replace(form.since(), known_at=moment.known_at) if compared else None
    where = budget_data.places()
    found = figures.asked(query, where, view, since)
    if found is None:
        refuse(_("This figure is not on the dashboard."))
    return found, {one.pk: one for one in where[1]}


def _account(found: Figure, asked: str) -> Account | None:
    """The one account of the figure that is asked, or None: all of them."""
    if not asked:
        return None
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else 0
    account = found.accounts.select_related(*OWNERS).filter(pk=number).first()
    if account is None:
        refuse(_("This account is not part of the figure."))
    return account


def _reading(found: Figure, tables: tuple[Plain, ...], query: str, total: Decimal | None, more: Words = ()) -> Reading:
    view, since = found.view, found.since
    day = {"day": formats.date_long(view.valid_on)}
    sources = [(_("The books of this portal"), budget_export.source_of(one)) for one in (since, view) if one]
    nothing = _("No entry changed this amount") + "." if since else _("Nothing is recorded for this on %(day)s.") % day
    return Reading(
        tables=tables,
        query=query,
        valid_on=view.valid_on,
        about=(*_about(found, total), *more),
        definitions=((str(found.measure.label), str(found.measure.meaning)),),
        sources=tuple(sources),
        demo=settings.DEMO or (view.demo and _of_demo()),
        empty=nothing if total is None and not any(one.rows for one in tables) else "",
    )


def _of_demo() -> bool:
    """Do the books hold anything of a demonstration? Then, as on the dashboard, every amount may."""
    return Entry.objects.filter(demo=True).exists()


def _about(found: Figure, total: Decimal | None) -> Words:
    amount = formats.euro if found.since is None else figures.signed
    amount_name = _("Difference in the books") if found.since else _("In the books")
    shown = amount(total) if total is not None else _("not recorded")
    compared = ((_("Compared with"), formats.date_long(found.since.valid_on)),) if found.since else ()
    with_demo = _("with the demonstration") if found.view.demo else _("without the demonstration")
    return (
        (_("Figure"), found.title),
        (amount_name, shown),
        *compared,
        (_("Period"), budget_export.period_of(found.view)),
        (_("Demonstration"), with_demo),
    )


def _note(found: Figure, left: int) -> str:
    return ". ".join([f"{_('Amounts in euros')}, {budget_export.period_of(found.view)}", *bounded(left)])


def bounded(left: int) -> list[str]:
    """What is said of a list that is too long."""
    most = {"number": formats.number(MOST_ROWS)}
    return [_("An annex lists at most %(number)s rows; what is left is added up in one row") % most] if left else []


def _account_row(account: Account, found: Figure, regions: Mapping[int, Region]) -> tuple[Shown, ...]:
    held, of_demo = found.held[account.pk], figures.mark(found.invented.get(account.pk, ZERO))
    region = figures.hub_of(account, regions)
    owned = account.award_id or account.pledge_id or account.reservation_id
    return (
        Shown(local(account.line, "name")),
        Shown(local(region, "name") if region else NOTHING),
        Shown(owner_name(account) if owned else NOTHING, url=award_url(account.award and account.award.number)),
        Shown(kind_name(account)),
        Shown(str(account.year or NOTHING)),
        Shown(marked(formats.euro(held), of_demo), held, status="exact", mark=of_demo),
    )


def _unsized(found: Figure) -> tuple[Plain, ...]:
    """What of unknown size is set apart here, when there is any."""
    rows = tuple(
        (
            Shown(marked(local(entry.sets_apart, "purpose"), _("Demonstration") if entry.demo else "")),
            Shown(local(entry.sets_apart.line, "name")),
            Shown(formats.date_long(entry.valid_on)),
            Shown(entry.document, url=entry.source_url),
            Shown(formats.unknown(), status="unknown", unit="EUR"),
        )
        for entry in figures.unsized(found)
    )
    return _unknown(
        found,
        rows,
        key="unsized",
        title=_("Set apart, of unknown size"),
        note=_("Nobody stated how much this is: the dashboard shows the amount with bounds, or as unknown."),
        columns=(_("For whom"), _("Line"), _("Valid on"), _("Document"), _("Amount")),
    )


def _silent(found: Figure) -> tuple[Plain, ...]:
    """The pledges without an amount, when there are any."""
    rows = tuple(
        (
            Shown(marked(one.funder.name, _("Demonstration") if one.pool.version.scheme.demo else "")),
            Shown(local(one.pool.line, "name")),
            Shown(one.evidence),
            Shown(formats.date_long(one.document_date)),
            Shown(formats.unknown(), status="unknown", unit="EUR"),
        )
        for one in figures.silent(found)
    )
    return _unknown(
        found,
        rows,
        key="silent",
        title=_("Pledged, of unknown amount"),
        note=_("Nobody stated how much this is, so the amount above is a minimum."),
        columns=(_("By whom"), _("Line"), _("Promise"), _("Valid on"), _("Amount")),
    )


def _unknown(found: Figure, rows: tuple[tuple[Shown, ...], ...], **about: object) -> tuple[Plain, ...]:
    """A table of what has no amount; none without rows."""
    return (Plain(rows=rows, source=budget_export.source_of(found.view), unit="EUR", **about),) if rows else ()


def award_url(number: str | None) -> str:
    """Where everyone reads about an award; "" for none."""
    return settings.SITE_URL + reverse("funding:award_detail", kwargs={"number": number}) if number else ""


# --- Entries ---------------------------------------------------------------------------------------------------------


def entry_columns() -> tuple[str, ...]:
    return (_("Entry"), _("Valid on"), _("Recorded on"), _("Reason"), _("Document"), _("Amount"))


def entry_of(one: Mapping[str, object]) -> Entry:
    """Of a transfer with TEXTS: only its words; nothing is read."""
    return Entry(pk=one["entry"], kind=one["what"], reason=one["reason"], document=one["document"], demo=one["demo"])


def addresses(entries: Iterable[int]) -> dict[int, str]:
    """Where everyone finds the document behind each of these entries, or else its award; "" for neither."""
    found = with_papers(Entry.objects.filter(pk__in=list(entries))).values_list("pk", "source_url", "award_number")
    return {entry: url or award_url(award) for entry, url, award in found}


def entry_row(one: Mapping[str, object], url: str = "") -> tuple[Shown, ...]:
    """`one`: an `entry` with its `valid_on`, `recorded_on` and what it `moved`, in euros; `url`: of its document."""
    entry, moved = one["entry"], one["moved"]
    return (
        Shown(marked(f"{entry.pk}: {entry.get_kind_display()}", _("Demonstration") if entry.demo else "")),
        Shown(formats.date_long(one["valid_on"])),
        Shown(formats.date_long(one["recorded_on"])),
        Shown(entry.reason),
        Shown(entry.document, url=url),
        Shown(figures.signed(moved), moved, status="exact"),
    )


def closed(rows: Iterable[tuple[Shown, ...]], left: int, total: Decimal) -> tuple[tuple[Shown, ...], ...]:
    """The rows, what `left` more entries are together, and the total; nothing for no entry at all."""
    rows = list(rows)
    if left:
        words = ngettext("%(number)s other entry", "%(number)s other entries together", left)
        rest = total - sum((row[-1].value for row in rows), ZERO)
        rows.append(_last(words % {"number": formats.number(left)}, 4, rest, signed=True))
    return (*rows, _last(_("Total"), 4, total, signed=True)) if rows else ()


def _last(name: str, blank: int, amount: Decimal, *, signed: bool = False) -> tuple[Shown, ...]:
    text = figures.signed(amount) if signed else formats.euro(amount)
    return (Shown(name), *(Shown("") for _place in range(blank)), Shown(text, amount, status="exact"))
