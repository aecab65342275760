"""What happened with a request, in sentences: for the desk, and for the company."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from hubs import mail_marks
from hubs.letters import desk_name, name_of
from hubs.models import HandOver, HelpRequest, Moment

Kind = Moment.Kind
# Where the target of a referral has its page: name of the address and of its argument.
PAGES = {
    "fieldlab": ("fieldlabs:fieldlab_detail", "slug"),
    "instrument": ("programme:instrument_detail", "slug"),
    "hub": ("hubs:hub_detail", "region"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. `who` "" is the portal; `day` only when it happened on another day than `at`.

    `refused`: the mail server refused the letter about it. `unread`: words that the company does not read, of a moment
    that it does see.
    """

    title: str
    at: datetime
    day: date | None = None
    text: str = ""
    who: str = ""
    public: bool = False
    url: str = ""
    link: str = ""
    refused: bool = False
    # Of an e-mail: how it stands (text and kind of badge), what else the desk must know, and where to try again.
    sending: str = ""
    sending_kind: str = "neutral"
    notes: tuple[str, ...] = ()
    again: str = ""
    unread: bool = False


def moments_of(request: HelpRequest) -> list[Moment]:
    """The oldest first."""
    return list(
        Moment.objects.filter(request=request).select_related("recorded_by", "job").order_by("recorded_at", "pk")
    )


# --- For the desk ----------------------------------------------------------------------------------------------------


def for_desk(
    request: HelpRequest | None, moments: list[Moment], offers: Iterable[HandOver], closed: Container[str] = ()
) -> list[Entry]:
    """Everything, the latest first. Without a request: of a company, whatever it belongs to.

    `closed`: other requests that the reader may not open: told, not linked.
    """
    by_key = {offer.pk: offer for offer in offers}
    people = _people(request, moments)
    entries = [(moment, _desk_entry(moment, by_key, people)) for moment in reversed(moments)]
    return [replace(entry, url="", link="") if other_of(moment) in closed else entry for moment, entry in entries]


def other_of(moment: Moment) -> str:
    """Key of the request with which this one was merged then, "" for another kind of moment."""
    told = moment.details if moment.kind == Kind.MERGED else {}
    return told.get("into") or told.get("from") or ""


def _people(request: HelpRequest | None, moments: Iterable[Moment]) -> dict[int, str]:
    """Names of whom requests were given to; only when it was somebody else than who gave it."""
    keys = {one.details.get("to") for one in moments if one.kind == Kind.ASSIGNED}
    known = {one.recorded_by_id: one.recorded_by.name for one in moments if one.recorded_by}
    if request and request.assigned_to:
        known[request.assigned_to_id] = request.assigned_to.name
    keys -= {None, *known}
    return known | dict(User.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else known


def _desk_entry(moment: Moment, offers: Mapping[int, HandOver], people: Mapping[int, str]) -> Entry:
    details = moment.details
    offer = offers.get(details.get("handover"))
    own = mail_marks.readable(moment.text)
    text, url, link = own, "", ""
    if moment.kind == Kind.OFFERED and offer:
        text = offer.reason
    if moment.kind == Kind.CAME_BACK and offer:
        text = offer.answer
    if moment.kind == Kind.REFERRED:
        url, link = _page_of(details), details["name"]
    if moment.kind == Kind.MERGED:
        url, link = reverse("hubs:request_detail", args=[other_of(moment)]), _("To the other request")
    return Entry(
        title=_title(moment, people), at=moment.recorded_at, day=_other_day(moment), text=text, public=moment.public,
        who=moment.recorded_by.name if moment.recorded_by else "", refused=moment.refused_at is not None,
        url=url, link=link, notes=mail_marks.notes(moment), unread=moment.public and text != own,
        **mail_marks.sending(moment),
    )  # fmt: skip


def _other_day(moment: Moment) -> date | None:
    return None if moment.happened_on == moment.recorded_at.date() else moment.happened_on


def _title(moment: Moment, people: Mapping[int, str]) -> str:
    if moment.kind == Kind.ASSIGNED:
        return _assigned(moment, people)
    if moment.kind in (Kind.OFFERED, Kind.ACCEPTED, Kind.CAME_BACK):
        return _handed(moment)
    name = _plain(moment) or capfirst(moment.get_kind_display())
    return f"{name}: {moment.subject}" if moment.subject else name


def _plain(moment: Moment) -> str | None:
    details = moment.details
    on_page = details.get("via") == "page"
    merged = _("Merged with another request") if "into" in details else _("Another request was merged with this one")
    return {
        Kind.ASKED: _("Question received (%(source)s)") % {"source": source_text(details.get("source"))},
        Kind.CLOSED: _("Closed: %(outcome)s") % {"outcome": outcome_text(details.get("outcome"))},
        Kind.MAIL_OUT: _("Answer to the company") if on_page else None,
        Kind.MAIL_IN: _("The company wrote on its page") if on_page else mail_marks.title_in(moment),
        Kind.MERGED: merged,
        Kind.REFERRED: _("Referred"),
        Kind.REOPENED: _("Opened again"),
        Kind.WITHDRAWN: _("Withdrawn by the company"),
    }.get(moment.kind)


def _assigned(moment: Moment, people: Mapping[int, str]) -> str:
    to = moment.details.get("to")
    if to is None:
        return _("Put back: it waits for somebody again")
    if to == moment.recorded_by_id:
        return _("Taken up")
    return _("Given to %(name)s") % {"name": people.get(to, _("a colleague"))}


def _handed(moment: Moment) -> str:
    desk = desk_called(moment.details.get("to"))
    if moment.kind == Kind.OFFERED:
        return _("Offered to %(desk)s") % {"desk": desk}
    if moment.kind == Kind.ACCEPTED:
        return _("%(desk)s accepted the request") % {"desk": desk}
    if moment.details.get("recalled"):
        return _("Taken back by the first desk")
    if moment.details.get("overdue"):
        return _("Came back: %(desk)s did not accept it in time") % {"desk": desk}
    return _("Given back by %(desk)s") % {"desk": desk}


def desk_called(name: str | None) -> str:
    return name or name_of(None)


def outcome_text(outcome: str | None) -> str:
    return str(dict(HelpRequest.Outcome.choices).get(outcome, _("unknown")))


def source_text(source: str | None) -> str:
    return str(dict(HelpRequest.Source.choices).get(source, _("unknown")))


def _page_of(details: Mapping[str, str]) -> str:
    """Where the target of a referral can be read; a partner of the Expertise Centre stands on the page of all."""
    if details["kind"] == "partner":
        return reverse("programme:partner_list") + f"#{details['slug']}"
    name, argument = PAGES[details["kind"]]
    return reverse(name, kwargs={argument: details["slug"]})


# --- For the company -------------------------------------------------------------------------------------------------


def for_company(request: HelpRequest, moments: Iterable[Moment]) -> list[Entry]:
    """What the company may read, the latest first. Who wrote it stays unnamed unless the desk chose to sign."""
    return [_company_entry(request, one) for one in reversed([one for one in moments if one.public])]


def _company_entry(request: HelpRequest, moment: Moment) -> Entry:
    url, link = "", ""
    if moment.kind == Kind.REFERRED:
        url, link = _page_of(moment.details), moment.details["name"]
    return Entry(
        title=_company_title(moment), at=moment.recorded_at, day=_other_day(moment), url=url, link=link,
        text=mail_marks.readable(moment.text), who=_signature(request, moment),
    )  # fmt: skip


def _signature(request: HelpRequest, moment: Moment) -> str:
    """ "Eva, Smart Industry Hub Zuid-Holland"; "" when the desk did not sign."""
    if not moment.details.get("signed") or not moment.recorded_by:
        return ""
    first = moment.recorded_by.name.split(" ")[0]
    return _("%(name)s, adviser at %(desk)s") % {"name": first, "desk": desk_name(request)}


def _company_title(moment: Moment) -> str:
    desk, kind = desk_called(moment.details.get("to") if "handover" in moment.details else None), moment.kind
    if kind == Kind.CAME_BACK:
        return _("Your question stays at %(desk)s") % {"desk": desk_called(moment.details.get("from"))}
    if kind == Kind.CLOSED:
        return _("The desk closed your question: %(outcome)s") % {"outcome": outcome_text(moment.details["outcome"])}
    sentences = {
        Kind.ASKED: _("You asked your question"),
        Kind.ASSIGNED: _("Somebody at the desk has your question in hand"),
        Kind.NOTE: _("The desk noted"),
        Kind.CALL: _("The desk spoke to you by telephone"),
        Kind.VISIT: _("The desk visited you"),
        Kind.MEETING: _("You met the desk"),
        Kind.MAIL_OUT: _("The desk wrote to you"),
        Kind.MAIL_IN: _("You wrote to the desk"),
        Kind.REFERRED: _("The desk tells you who can help you further"),
        Kind.OFFERED: _("The desk asks %(desk)s to take over your question") % {"desk": desk},
        Kind.ACCEPTED: _("%(desk)s has your question now") % {"desk": desk},
        Kind.REOPENED: _("The desk opened your question again"),
        Kind.MERGED: _("The desk joined this with another question of your company"),
        Kind.WITHDRAWN: _("You withdrew your question"),
    }
    return f"{sentences[kind]}: {moment.subject}" if moment.subject else sentences[kind]
