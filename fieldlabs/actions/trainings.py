"""The life of a training: written, changed, made public, its dates, how many people took part, ended."""

from datetime import date
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs import training_permissions as permissions
from fieldlabs.actions.rules import RuleBroken, check
from fieldlabs.models import TrainingDate, TrainingOffer
from fieldlabs.training_content import TrainingContent
from jobs import clock
from regions.models import Place, Region

Publication = TrainingOffer.Publication
# Words that are addresses under /trainingen/ themselves.
TAKEN_SLUGS = {"beheer", "nieuw"}


class NewerTraining(RuleBroken):
    """Somebody else saved this training meanwhile; `current` is what they saved."""

    def __init__(self, current: TrainingOffer):
        super().__init__("newer_version", _("Somebody else changed this training while you were working on it."))
        self.current = current


@transaction.atomic
def create_training(*, by: User, region: Region, content: TrainingContent, key: UUID) -> TrainingOffer:
    """Write one that is not public yet. The same key gives the same training, so that a double click makes one."""
    check(permissions.can_write(by, region))
    # The person's row is the lock: two sendings of one form wait for each other.
    User.objects.select_for_update().get(pk=by.pk)
    existing = TrainingOffer.objects.filter(key=key, region=region).first()
    if existing:
        return existing
    _in_own_region(region, content)
    training = TrainingOffer(slug=_free_slug(content.title_nl), region=region, key=key, version=0)
    return _write(training, by, content, "written")


@transaction.atomic
def change_training(
    *, by: User, training: TrainingOffer, content: TrainingContent, version: int, reason: str
) -> TrainingOffer:
    """Save it, if nobody saved since `version`.

    Raises NewerTraining when somebody did, RuleBroken when this person may not or the database refuses.
    """
    current = _locked(training)
    check(permissions.can_write(by, current.region))
    if current.version != version:
        raise NewerTraining(current)
    _in_own_region(current.region, content)
    fieldlab = content.fieldlab
    if current.is_published and fieldlab is not None and not fieldlab.is_public:
        raise RuleBroken("fieldlab_not_public", _("This training is public, so its Fieldlab must be public too."))
    return _write(current, by, content, reason)


def _in_own_region(region: Region, content: TrainingContent) -> None:
    if content.fieldlab is not None and content.fieldlab.region_id != region.pk:
        raise RuleBroken("other_region", _("This Fieldlab lies in another region."))


def _write(training: TrainingOffer, by: User, content: TrainingContent, reason: str) -> TrainingOffer:
    content.write_to(training)
    _save(training, by, reason)
    with pghistory.context(user=by.pk, reason=reason), rules.held_by_database(RuleBroken):
        training.transformations.set(content.transformations)
    return training


@transaction.atomic
def publish_training(*, by: User, training: TrainingOffer) -> TrainingOffer:
    """From now on visitors find it. Twice is once."""
    current = _locked(training)
    check(permissions.can_publish(by, current))
    if current.is_published:
        return current
    current.publication = Publication.PUBLISHED
    return _save(current, by, "made public")


@transaction.atomic
def withdraw_training(*, by: User, training: TrainingOffer, reason: str) -> TrainingOffer:
    """Visitors no longer find it, until somebody makes it public again."""
    current = _locked(training)
    check(permissions.can_write(by, current.region))
    if not current.is_published:
        return current
    _say_why(reason)
    current.publication = Publication.DRAFT
    return _save(current, by, reason)


@transaction.atomic
def end_training(*, by: User, training: TrainingOffer, on: date | None, reason: str) -> TrainingOffer:
    """The last day on which it is offered; its page stays. None: offered (again) without an end."""
    current = _locked(training)
    check(permissions.can_write(by, current.region))
    if current.ends_on == on:
        return current
    _say_why(reason)
    current.ends_on = on
    return _save(current, by, reason)


@transaction.atomic
def add_date(*, by: User, training: TrainingOffer, first: date, last: date, place: Place | None) -> TrainingDate:
    """When and where it is given; without a place it is online. The database refuses the same one twice."""
    current = _locked(training)
    check(permissions.can_write(by, current.region))
    if current.ends_on and last > current.ends_on:
        raise RuleBroken("after_end", _("This training is offered until an earlier day."))
    one = TrainingDate(training=current, starts_on=first, ends_on=last, place=place)
    with pghistory.context(user=by.pk, reason="date added"), rules.held_by_database(RuleBroken):
        one.save(force_insert=True)
    return one


@transaction.atomic
def remove_date(*, by: User, training: TrainingOffer, date_id: int) -> None:
    """Take away a date that will not be. One that people took part in stays: the figures count them."""
    current = _locked(training)
    check(permissions.can_write(by, current.region))
    one = TrainingDate.objects.filter(training=current, pk=date_id).first()
    if one is None:
        return
    if one.participants:
        raise RuleBroken("people_took_part", _("People took part on this date, so it stays."))
    with pghistory.context(user=by.pk, reason="date taken away"):
        one.delete()


@transaction.atomic
def count_participants(*, by: User, training: TrainingOffer, date_id: int, number: int | None) -> TrainingDate:
    """How many people took part, once it has begun. None: not known after all."""
    current = _locked(training)
    check(permissions.can_write(by, current.region))
    one = TrainingDate.objects.filter(training=current, pk=date_id).first()
    if one is None:
        raise RuleBroken("no_date", _("This date was taken away."))
    if one.starts_on > clock.today():
        raise RuleBroken("not_begun", _("This training has not begun, so nobody took part yet."))
    one.participants = number
    with pghistory.context(user=by.pk, reason="participants counted"), rules.held_by_database(RuleBroken):
        one.save(update_fields=["participants"])
    return one


def _locked(training: TrainingOffer) -> TrainingOffer:
    """As it is now; whoever else wants to change it waits."""
    # `of`: only its own row. Its Fieldlab may be changed meanwhile.
    rows = TrainingOffer.objects.defer("search").select_related("region", "fieldlab")
    return rows.select_for_update(of=("self",)).get(pk=training.pk)


def _say_why(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("reason_missing", _("Write why."))


def _save(training: TrainingOffer, by: User, reason: str) -> TrainingOffer:
    training.version += 1
    with pghistory.context(user=by.pk, reason=reason), rules.held_by_database(RuleBroken):
        training.save()
    return training


def _free_slug(title: str) -> str:
    """The title as part of an address; with a number when that is taken."""
    start = slugify(title)[:70] or "training"
    taken = TAKEN_SLUGS | set(TrainingOffer.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    return next(slug for slug in (start, *(f"{start}-{number}" for number in range(2, 10_000))) if slug not in taken)
