"""The yearly question whether the page of a Fieldlab is still right: whom to ask, when, and the link in the letter."""

from datetime import date, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from fieldlabs.models import Confirmation, Fieldlab
from jobs import clock

VALID = timedelta(days=60)
"""How long the link in a letter works; unanswered, another letter goes out after that."""
_signer = Signer(salt="fieldlabs.confirmation")


def year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def is_old(fieldlab: Fieldlab) -> bool:
    """Whether nobody confirmed its page for more than a year, or ever."""
    return fieldlab.confirmed_on is None or fieldlab.confirmed_on < year_before(clock.today())


def old() -> Q:
    """Of the public Fieldlabs: not confirmed nor registered within a year."""
    before = year_before(clock.today())
    known = Q(confirmed_on__lt=before) | Q(confirmed_on=None, published_at__date__lt=before)
    return known | Q(confirmed_on=None, published_at=None)


def due() -> QuerySet[Fieldlab]:
    """The public Fieldlabs to ask today: with a contact's address, not confirmed nor registered within a year, and
    without a question that still waits for its answer."""
    day = clock.today()
    waiting = Confirmation.objects.filter(confirmed_at=None, replaced=False, expires_on__gte=day)
    return (
        Fieldlab.objects.public()
        .filter(old())
        .exclude(contact_person=None)
        .exclude(contact_person__email="", contact_person__person=None)
        .exclude(pk__in=waiting.values("fieldlab"))
        .order_by("pk")
    )


def recipient(fieldlab: Fieldlab) -> tuple[str, str] | None:
    """Address and language of the contact; None when nobody can be asked."""
    contact = getattr(fieldlab, "contact_person", None)
    person: User | None = contact.person if contact else None
    email = (contact.email if contact else "") or (person.email if person else "")
    return (email, contact.language) if contact and email else None


def token_of(confirmation: Confirmation) -> str:
    return _signer.sign(str(confirmation.key))


def confirmation_of(token: str) -> Confirmation | None:
    """The question behind a link, in whatever state; None when the link was tampered with or shortened."""
    try:
        key = _signer.unsign(token)
    except BadSignature:
        return None
    return Confirmation.objects.select_related("fieldlab").defer("fieldlab__search").filter(key=key).first()


def link_to(confirmation: Confirmation, language: str) -> str:
    with translation.override(language):
        return settings.SITE_URL + reverse("fieldlabs:fieldlab_confirm", args=[token_of(confirmation)])
