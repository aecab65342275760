"""Pages that exist in demo mode only."""

from datetime import UTC
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.access import public


@public
def mail_list(request: HttpRequest) -> HttpResponse:
    """The letters that the portal wrote, newest first: a demonstration sends none."""
    if not settings.DEMO:
        raise Http404
    folder = Path(settings.EMAIL_FILE_PATH)
    files = (
        sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)[:50]
        if folder.exists()
        else []
    )
    letters = [letter for file in files for letter in _letters(file)]
    return render(
        request, "demo_mail.html", {"letters": letters, "crumbs": [(_("Letters of the demonstration"), None)]}
    )


def _letters(file: Path) -> list[dict[str, str]]:
    """The messages in one file of Django's file backend, which ends each with a line of dashes."""
    parts = [part.strip() for part in file.read_bytes().split(b"-" * 79)]
    messages = [message_from_bytes(part, policy=policy.default) for part in parts if part]
    return [
        {
            "to": message["To"],
            "subject": message["Subject"],
            "sent": localtime(message["Date"].datetime.replace(tzinfo=UTC)),
            "text": _text(message),
        }
        for message in reversed(messages)
    ]


def _text(message) -> str:
    body = message.get_body(("plain",))
    return body.get_content() if body else ""
