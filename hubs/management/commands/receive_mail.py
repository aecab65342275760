"""Takes one e-mail from the mail server: `manage.py receive_mail` reads it from standard input.

It ends with what mail servers know (sysexits.h), and a sentence on standard error that goes into their letter to the
sender. See docs/operations.md, "Mail".
"""

import logging
import os
import sys

from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext_lazy

from hubs import actions, mail_in, reply_address

log = logging.getLogger("portal.jobs")
MOST_BYTES = 25 * 1024 * 1024
OK, DATA, NO_USER, REFUSED, TEMPORARY, CONFIG = 0, 65, 67, 77, 75, 78
# Codes of hubs.actions.take_in → how the mail server is told.
CODES = {"unknown": NO_USER, "removed": NO_USER, "loop": REFUSED, "too_many": TEMPORARY, "automatic": REFUSED}
TOO_LARGE = gettext_lazy("This e-mail is too large. Send it without attachments.")
UNREADABLE = gettext_lazy("This e-mail cannot be read.")
LATER = gettext_lazy("The portal cannot take e-mail now. Try again later.")
SENTENCES = {
    "unknown": gettext_lazy("This e-mail address does not exist."),
    "removed": gettext_lazy("The data have been removed. Ask a new question on the website."),
    "loop": gettext_lazy("This e-mail goes round in a circle and is refused."),
    "too_many": gettext_lazy("Too many e-mails came in. Try again tomorrow."),
    "automatic": gettext_lazy("This address takes no automatic e-mail."),
}
OFF = gettext_lazy("This portal takes no e-mail in: REPLY_ADDRESS is not set.")


class Command(BaseCommand):
    help = "Reads one e-mail from standard input and puts it with the request, company or desk that it is for."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--recipient", default="", help="for whom it is; else ORIGINAL_RECIPIENT, or the letter itself tells"
        )

    def handle(self, *args, recipient: str = "", **options):
        code, sentence = receive(sys.stdin.buffer, recipient or os.environ.get("ORIGINAL_RECIPIENT", ""))
        if code:
            self.stderr.write(sentence)
            sys.exit(code)


def receive(stream, recipient: str) -> tuple[int, str]:
    """Exit status, and the sentence for the sender in both languages. Neither text nor sender is logged."""
    if not reply_address.on():
        return CONFIG, _both(OFF)
    raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        return DATA, _both(TOO_LARGE)
    try:
        kept = actions.take_in(mail=mail_in.read(raw, recipient))
    except mail_in.Unreadable:
        return DATA, _both(UNREADABLE)
    except actions.RuleBroken as broken:
        # Standard error goes into the letter to the sender: it holds the sentence, and no line of a log.
        return CODES.get(broken.code, TEMPORARY), _both(SENTENCES.get(broken.code, LATER))
    except Exception:
        # Also a fault of ours: the mail server keeps the letter and tries again, for days.
        log.exception("an e-mail could not be taken in")
        return TEMPORARY, _both(LATER)
    log.info("an e-mail was taken in: %s %s", kept._meta.model_name, kept.pk)
    return OK, ""


def _both(sentence: object) -> str:
    """Nobody knows yet which language the sender reads."""
    found = []
    for language in ("nl", "en"):
        with translation.override(language):
            found.append(str(sentence))
    return " / ".join(found)
