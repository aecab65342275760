"""Who may do what with trainings and Skillslabs. Each answer is (allowed, reason)."""

from django.utils.translation import gettext as _

from accounts.models import Role, User
from accounts.refusals import NotNow
from fieldlabs.models import Fieldlab, TrainingOffer
from fieldlabs.permissions import HUB, HUB_EDITORS, YES, Answer, regions_of
from regions.models import Region

READERS = (*HUB, Role.AUDITOR)
"""Who opens the list of staff: those of a hub see their region, the auditor sees all."""


def region_ids(user: User) -> set[int]:
    """The regions of which this person writes trainings and Skillslabs."""
    return {region.pk for region in regions_of(user, *HUB_EDITORS)}


def works_here(user: User) -> bool:
    return user.is_authenticated and bool(user.roles & set(READERS))


def is_public(training: TrainingOffer) -> bool:
    """Whether a visitor with the address sees it, also after it ended."""
    return training.is_published and (training.fieldlab is None or training.fieldlab.is_public)


def is_insider(user: User, training: TrainingOffer) -> bool:
    """Staff of the hub of its region, and an auditor."""
    if not user.is_authenticated:
        return False
    return Role.AUDITOR in user.roles or training.region_id in {one.pk for one in regions_of(user, *HUB)}


def can_see(user: User, training: TrainingOffer) -> Answer:
    if is_public(training) or is_insider(user, training):
        return YES
    return False, _("This training is not public.")


def can_write(user: User, region: Region | None) -> Answer:
    """Hub editors and coordinators, in the region that their hub serves."""
    if region is not None and region.pk in region_ids(user):
        return YES
    return False, _("You can only do this in the region of your own hub.")


def can_publish(user: User, training: TrainingOffer) -> Answer:
    allowed, reason = can_write(user, training.region)
    if not allowed:
        return allowed, reason
    if training.fieldlab is not None and not training.fieldlab.is_public:
        reason = _("The Fieldlab of this training is not public. Publish the Fieldlab first.")
        return False, NotNow(reason, training.fieldlab.get_absolute_url())
    return YES


def can_keep_skillslab(user: User, fieldlab: Fieldlab) -> Answer:
    """Of a Fieldlab in the own region."""
    allowed, reason = can_write(user, fieldlab.region)
    if not allowed:
        return allowed, reason
    if fieldlab.closed_on is not None:
        reason = _("This Fieldlab is closed. Open it again before you change it.")
        return False, NotNow(reason, fieldlab.get_absolute_url())
    return YES
