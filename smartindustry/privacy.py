"""What the privacy page says: terms from the jobs that keep them, and what the last clean-up did."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import retention
from assessments.inviting import FIRST_MONTHS, SECOND_MONTHS
from hubs.retention import (
    CANCELLED_DAYS,
    COMPANY_MONTHS,
    EVENT_MONTHS,
    LIST_DAYS,
    REQUEST_MONTHS,
    SET_ASIDE_DAYS,
    WAITING_MAIL_MONTHS,
)
from jobs import queue
from jobs.clean_up import KEPT_DAYS
from ui.formats import date_long, number

KINDS = ("assessments.clean_up", "hubs.clean_up", "hubs.clean_up_events", "accounts.clean_up", "jobs.clean_up")
# What each job counts, in the words of the page, in its order.
COUNTED = {
    "drafts": gettext_lazy("Unfinished self-assessments deleted"),
    "remarks": gettext_lazy("Remarks emptied"),
    "origins": gettext_lazy("Encoded network addresses emptied"),
    "contacts": gettext_lazy("Addresses of companies removed"),
    "reports": gettext_lazy("Reports deleted"),
    "shares": gettext_lazy("Links to share forgotten"),
    "help_requests": gettext_lazy("Questions to a desk emptied"),
    "companies": gettext_lazy("Companies forgotten by a desk"),
    "company_lists": gettext_lazy("Unfinished lists of companies forgotten"),
    "waiting_mail": gettext_lazy("E-mails to a desk emptied"),
    "registrations": gettext_lazy("Registrations for an event emptied"),
    "sessions": gettext_lazy("Places where somebody was signed in forgotten"),
    "jobs": gettext_lazy("Finished tasks emptied"),
}


@dataclass(frozen=True)
class Kept:
    """One thing that is kept: why, on what ground, until when, and who sees it."""

    what: str
    why: str
    ground: str
    how_long: str
    who: str


def kept() -> tuple[Kept, ...]:
    """Everything that the portal keeps of visitors and companies, in the reader's language."""
    return (*_of_scans(), *_of_contacts(), *_of_events(), *_of_people())


def _of_scans() -> tuple[Kept, ...]:
    task, visitor = _("public task"), _("Whoever has the address of the page; in an account only you and your company")
    return (
        Kept(
            _("Answers of a self-assessment that is not finished"),
            _("So that you can go on later."),
            task,
            _("%(days)s days after your last answer. Then only the number of people who stopped at a question stays.")
            % {"days": retention.DRAFT_DAYS},
            visitor,
        ),
        Kept(
            _("Answers and result of a finished self-assessment, with size, sector, place and goals"),
            _("To show your result and what changed later, and to compare companies in groups of at least 10."),
            task,
            _("Until you delete it."),
            visitor,
        ),
        Kept(
            _("Your remark at the end, and an encoded form of your network address"),
            _("To improve the questions. To see when one connection fills in very many self-assessments."),
            task,
            _("%(months)s months after you finished. In an account the remark stays until you delete it.")
            % {"months": retention.TEXT_MONTHS},
            _("Nobody but the administrators of the portal"),
        ),
        Kept(
            _("Report (PDF)"),
            _("So that you can download it."),
            task,
            _("%(days)s days. You can have it made again.") % {"days": retention.REPORT_DAYS},
            visitor,
        ),
        Kept(
            _("Link to share your result"),
            _("So that somebody else can see your result."),
            _("consent"),
            _("Until the day that you choose. %(days)s days later the link is forgotten.")
            % {"days": retention.SHARE_DAYS},
            _("Whoever has the link"),
        ),
    )


def _of_contacts() -> tuple[Kept, ...]:
    consent, task = _("consent"), _("public task")
    months = {"plain": retention.CONTACT_MONTHS, "invited": retention.INVITED_MONTHS}
    return (
        Kept(
            _("Your e-mail address, name, company and KvK number with a self-assessment, if you give them"),
            _("To send you the link that you ask for and to count companies once.")
            + " "
            + _("To invite you after %(first)s and %(second)s months, if you want that.")
            % {"first": FIRST_MONTHS, "second": SECOND_MONTHS},
            consent,
            _("%(plain)s months after you finished; %(invited)s months if you want to be invited.") % months
            + " "
            + _("An address that nobody confirmed, or that refuses our mail: %(days)s days.")
            % {"days": retention.UNCONFIRMED_DAYS},
            _("You. In public figures your company is only counted."),
        ),
        Kept(
            _("Your company, once you confirmed your address: name, KvK number or an encoded form of your address"),
            _("To count a company once, and to know it again when it does another self-assessment."),
            consent,
            _("Until you delete its last self-assessment. A list of changes keeps the name and the number."),
            _("You. In public figures your company is only counted."),
        ),
        Kept(
            _("What you ask a desk: your details, your question and the part of your result that you send along"),
            _("So that the desk can answer you."),
            consent,
            _(
                "%(months)s months after you asked, or until you withdraw it, with what the desk wrote about it. "
                "Then only region, date, state and outcome stay."
            )
            % {"months": REQUEST_MONTHS},
            _(
                "The people of the desk that has it, and of a desk to which it hands it over. You see on your own page "
                "which desk that is. The auditor sees that there is a request, not whose."
            ),
        ),
        Kept(
            _("E-mail between you and a desk: subject, text and address. Attachments are not kept"),
            _("So that the desk knows what was said, and your answer comes to who has your question."),
            task,
            _("As long as the question, or what the desk knows of your company, to which it belongs."),
            _("The people of that one desk. You see on your own page what the desk shows there."),
        ),
        Kept(
            _("E-mail to a desk's own address: your name and address, subject, text, and names of attachments"),
            _("So that the desk can put it with your question or your company, and answer you."),
            task,
            _(
                "Until the desk puts it with your question or company: then as long as that. "
                "%(days)s days after the desk set it aside; %(months)s months when nobody dealt with it."
            )
            % {"days": SET_ASIDE_DAYS, "months": WAITING_MAIL_MONTHS},
            _("The people of that one desk"),
        ),
        Kept(
            _("What a desk knows of your company: name, KvK number, contact person, place, and what was said"),
            _("So that one desk helps you and you need not tell it twice, and to count companies once."),
            task,
            _("%(months)s months after the last contact, or until you ask the desk to remove it.")
            % {"months": COMPANY_MONTHS}
            + " "
            + _("An encoded form of your number or address stays, by which nobody can find you."),
            _("The people of that one desk"),
        ),
        Kept(
            _("A list of companies that a desk brings in, with where it comes from and why the desk may keep it"),
            _("So that the desk knows who came to an open day or agreed to be called."),
            task,
            _("Until it is written, at most %(days)s days. Who brought it in, where it comes from and how many stay.")
            % {"days": LIST_DAYS},
            _("The people of that one desk"),
        ),
    )


def _of_events() -> tuple[Kept, ...]:
    days = {"months": EVENT_MONTHS, "days": CANCELLED_DAYS}
    return (
        Kept(
            _("What you fill in when you register for an event: name, e-mail address, company and KvK number"),
            _("To keep a place for you, to write to you about the event and to count companies once."),
            _("consent"),
            _(
                "%(months)s months after the event; %(days)s days after you cancelled. Then only stays that somebody "
                "came, and an encoded form of the KvK number or the address."
            )
            % days,
            _("The people of the hub that organises the event. The auditor sees how many come, not who."),
        ),
    )


def _of_people() -> tuple[Kept, ...]:
    weeks = settings.SESSION_COOKIE_AGE // (7 * 24 * 3600)
    return (
        Kept(
            _("Account: e-mail address, name, roles, encoded password"),
            _("So that you can sign in, and others see who decided what."),
            _("public task"),
            _("As long as you have the account. Who decided on public money stays traceable after that."),
            _("You and the administrators; for staff also their colleagues"),
        ),
        Kept(
            _("Where you are signed in: network address and browser"),
            _("So that you can see and end your sessions."),
            _("public task"),
            _("Until you sign out, or %(weeks)s weeks.") % {"weeks": weeks},
            _("You"),
        ),
        Kept(
            _("Cookies"),
            _("To find your unfinished self-assessment, to keep you signed in and to protect forms."),
            _("necessary for what you ask"),
            _("At most %(weeks)s weeks after your last visit; the one that protects forms a year.") % {"weeks": weeks},
            _("You"),
        ),
        Kept(
            _("Finished background tasks, such as sending a letter"),
            _("To find out what went wrong."),
            _("public task"),
            _("What a task was about: %(days)s days. That it ran stays.") % {"days": KEPT_DAYS},
            _("You, if you asked for it, and the administrators"),
        ),
    )


@dataclass(frozen=True)
class CleanUp:
    """What the last clean-ups removed. `days`: when they ran, one sentence each; `counts`: (what, how many)."""

    days: tuple[str, ...]
    counts: tuple[tuple[str, str], ...]


def last_clean_up() -> CleanUp | None:
    """From the results of the jobs themselves: one query. None while none has run."""
    jobs = queue.last_done(*KINDS)
    if not jobs:
        return None
    counts = {name: value for job in jobs.values() for name, value in (job.result or {}).items()}
    days = dict.fromkeys(date_long(timezone.localtime(jobs[kind].finished_at)) for kind in KINDS if kind in jobs)
    return CleanUp(
        tuple(days), tuple((str(text), number(counts[name])) for name, text in COUNTED.items() if name in counts)
    )
