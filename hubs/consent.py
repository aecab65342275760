"""What a company agrees to when it asks for help. A changed text is a new version, and the old ones stay here.

The first text named one desk and nobody else. What came in under it is handed over only after the desk asked the
company, by telephone or e-mail, and noted on which day it agreed (hubs.actions.hand_over). A page of our own on which
the company agrees again would say no more, and the company would have to find its way back to it first.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CURRENT = "2026-12"
# Read out by the desk to who calls.
BY_PHONE = "2026-12-phone-2"
# Put by the desk to who wrote to its own address.
BY_MAIL = "2026-12-mail"

TEXTS: dict[str, Promise] = {
    "2026-11": _(
        "I agree that Smart Industry gives my details, my question and the data shown above to this desk, "
        "so that the desk can answer me. I can withdraw this at any time."
    ),
    "2026-12": _(
        "I agree that Smart Industry gives my details, my question and what I send along to the desk of my region, or "
        "to the national desk when my region is not known, so that the desk can answer me. The desk may hand my "
        "question over to another desk of Smart Industry that can help me better. On my own page I always see which "
        "desk has it. I can withdraw this at any time."
    ),
    "2026-12-phone": _(
        "The caller agrees that we write down the details and the question, so that the desk can answer, and that we "
        "may hand the question over to another desk of Smart Industry. The caller gets a link by e-mail to a page on "
        "which all of it can be seen and withdrawn."
    ),
    "2026-12-phone-2": _(
        "The caller agrees that we write down the details and the question, so that the desk can answer, and that we "
        "may hand the question over to another desk of Smart Industry. The caller can withdraw this at any time: with "
        "the link that we send by e-mail, or without an e-mail address by calling this desk."
    ),
    "2026-12-mail": _(
        "The sender agrees that we keep the details and the question, so that the desk can answer, and that we may "
        "hand the question over to another desk of Smart Industry. The sender gets a link by e-mail to a page on "
        "which all of it can be seen and withdrawn."
    ),
}
# Texts that say that the desk may hand the question over to another desk of the programme.
ALLOWS_HAND_OVER = frozenset({"2026-12", "2026-12-phone", "2026-12-phone-2", "2026-12-mail"})


def allows_hand_over(version: str) -> bool:
    return version in ALLOWS_HAND_OVER


# The same for who registers for an event; the others are put to who is registered by staff, and noted by them.
EVENT_CURRENT = "2026-11"
EVENT_BY_STAFF: dict[str, Promise] = {"2026-11-phone": _("By telephone"), "2026-11-person": _("In person")}
EVENT_TEXTS: dict[str, Promise] = {
    "2026-11": _(
        "I agree that Smart Industry keeps my details for this event and writes to me about it. "
        "I can cancel at any time."
    ),
    "2026-11-phone": _(
        "The person agreed by telephone that we keep these details for this event and write about it. "
        "With the link in the letter the person can cancel at any time."
    ),
    "2026-11-person": _(
        "The person agreed face to face that we keep these details for this event and write about it. "
        "With the link in the letter the person can cancel at any time."
    ),
}
