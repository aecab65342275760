"""Handing a letter to the mail server."""

from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage


def delivered(letter: EmailMessage) -> bool:
    """Send it. False when the mail server refuses the address: another attempt would not help."""
    try:
        letter.send()
    except SMTPRecipientsRefused:
        return False
    return True
