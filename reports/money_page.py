"""One page for everyone who works with the money: what waits, and where which work is done."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.start_page import ANNEXES, DASHBOARD, Link, Part, opens, task

LETTER = Link(
    "reports:letter_dashboard",
    _("What the letter states"),
    _("The € 3.5 million as the letter to Parliament divides it, with sources."),
)
HELP = Link(
    "reports:money_help",
    _("How the money works"),
    _("From plan to settlement, step by step, and what each amount means."),
)
# Kinds of work with their pages; a page is left out for who may not open it, a kind without pages too.
WORK: list[tuple[object, tuple[Link, ...]]] = [
    (
        _("Plans and decisions"),
        (
            Link("funding:plan_list", _("Plans"), _("Write, submit and follow a plan.")),
            Link("funding:plan_inbox", _("Plans at the ministry"), _("Submitted plans, by urgency.")),
            Link("funding:decision_queue", _("To decide"), _("What somebody prepared and somebody else decides.")),
        ),
    ),
    (
        _("Co-funding"),
        (Link("funding:pledge_list", _("Co-funding"), _("What others put in: intended, committed, realised.")),),
    ),
    (
        _("Awards and payments"),
        (
            Link("funding:award_list", _("Awards"), _("Every award, open to everyone.")),
            Link("funding:payment_list", _("Payments"), _("Advances: proposed, approved, released.")),
            Link("funding:bank_account_list", _("Account numbers"), _("Given by one person, confirmed by another.")),
            Link(
                "funding:reconciliation_list",
                _("Monthly reconciliation"),
                _("Differences with the ministry's administration, until somebody explains them."),
            ),
        ),
    ),
    (
        _("Budget and books"),
        (
            DASHBOARD,
            LETTER,
            ANNEXES,
            Link("funding:budget_list", _("Budget"), _("The lines, and the decisions that move budget.")),
            Link("funding:account_list", _("Ledger"), _("Every account with its entries.")),
        ),
    ),
    (
        _("Rules"),
        (
            HELP,
            Link("funding:scheme_list", _("Schemes"), _("Ratio, advances and evidence, by version.")),
            Link("funding:mandate_list", _("Mandates"), _("Who may decide, approve and release, and until when.")),
            Link("funding:waiver_list", _("Exceptions"), _("Where a rule was set aside, and why.")),
        ),
    ),
]


def parts(user: User) -> Iterator[Part]:
    for title, links in WORK:
        tasks = tuple(task(link) for link in links if opens(link, user))
        if tasks:
            yield Part(str(title), (), tasks)
