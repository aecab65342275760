"""Forgets where people were signed in once their session is over."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone


def run() -> dict[str, int]:
    """Delete sessions whose time is over, and the network address and browser that belonged to them."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    still = Session.objects.filter(session_key=OuterRef("session_key"))
    return {"sessions": UserSession.objects.filter(~Exists(still)).delete()[0]}
