"""A mail when a mandate ends within 14 days: to its holder and to who gives mandates, once. Imported by tasks.py."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from accounts.models import Role
from funding import mandates, notices
from funding.models import Mandate
from funding.notices import message, notice, people_with
from jobs import clock


@notice("mandate_ends")
def mandate_ends(pk: int) -> list[EmailMessage]:
    """Nothing when another mandate goes on after it by now, or when it is over."""
    mandate = mandates.ending(clock.today()).filter(pk=pk).first()
    if mandate is None:
        return []
    readers = {one.pk: one for one in [mandate.person, *people_with(Role.MINISTRY_CONTROLLER)]}
    return [_letter(mandate, one) for one in readers.values()]


def _letter(mandate: Mandate, reader) -> EmailMessage:
    link = ("funding:mandate_list", {})
    values = {"mandate": mandate, "own": reader.pk == mandate.person_id}
    return message(reader, lambda: _("A mandate ends soon"), "funding/mail/mandate_ends.txt", link, **values)


def send() -> int:
    """Tell of each mandate that ends soon and was not told before; how many. Runs twice safely."""
    ending = mandates.ending(clock.today())
    return sum(notices.tell_once(f"mandate-{one.pk}-ends", "mandate_ends", one.pk) for one in ending)
