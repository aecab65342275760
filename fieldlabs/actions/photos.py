"""Photos on the page of a Fieldlab."""

from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs import permissions
from fieldlabs.actions.rules import RuleBroken, check, locked
from fieldlabs.models import Fieldlab, Photo
from fieldlabs.photos import Picture

MOST = 12


@dataclass(frozen=True, slots=True)
class Words:
    """What is in the picture, in two languages, and who made it."""

    alt_nl: str
    alt_en: str = ""
    credit: str = ""


@transaction.atomic
def add_photo(*, by: User, fieldlab: Fieldlab, picture: Picture, words: Words) -> Photo:
    """At the end of the photos. Raises RuleBroken beyond MOST, or without words for who cannot see it."""
    current = locked(fieldlab)
    check(permissions.can_change(by, current))
    kept = current.photos.aggregate(last=Max("position"))["last"]
    if current.photos.count() >= MOST:
        raise RuleBroken("too_many_photos", _("A page has at most %(most)s photos. Remove one first.") % {"most": MOST})
    photo = Photo(
        fieldlab=current,
        content=picture.content,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        position=0 if kept is None else kept + 1,
    )
    return _saved(by, photo, words, "photo added")


@transaction.atomic
def describe_photo(*, by: User, photo: Photo, words: Words) -> Photo:
    """Change the words with a photo."""
    check(permissions.can_change(by, locked(photo.fieldlab)))
    return _saved(by, photo, words, "photo described")


@transaction.atomic
def remove_photo(*, by: User, photo: Photo) -> None:
    """Take a photo away. The history keeps that it was there, not the picture."""
    check(permissions.can_change(by, locked(photo.fieldlab)))
    with pghistory.context(user=by.pk, reason="photo removed"):
        photo.delete()


def _saved(by: User, photo: Photo, words: Words, reason: str) -> Photo:
    photo.alt_nl, photo.alt_en, photo.credit = words.alt_nl, words.alt_en, words.credit
    with pghistory.context(user=by.pk, reason=reason), rules.held_by_database(RuleBroken):
        photo.save()
    return photo
