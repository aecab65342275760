"""What a hub tells of itself on its public page: its own words, its desk, its partners."""

from dataclasses import dataclass, fields

from django.db import transaction

from accounts import rules
from accounts.models import User
from hubs import publishing
from hubs.actions.common import RuleBroken, in_history
from hubs.actions.versions import check_version
from hubs.models import Hub, HubPartner
from jobs import clock


@dataclass(frozen=True)
class Words:
    """What staff type about their hub. Address, e-mail and telephone are those of the desk, never of a person."""

    intro_nl: str = ""
    intro_en: str = ""
    host: str = ""
    website: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""


@dataclass(frozen=True)
class PartnerWords:
    kind: str
    name: str
    role_nl: str = ""
    role_en: str = ""
    website: str = ""


def _locked(hub: Hub, by: User) -> Hub:
    current = Hub.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=hub.pk)
    allowed, reason = publishing.can_write(by, current)
    if not allowed:
        raise RuleBroken("not_allowed", reason)
    return current


def _moved_on(hub: Hub) -> None:
    hub.version += 1
    hub.save(update_fields=["version"])


@transaction.atomic
def change_hub(*, by: User, hub: Hub, words: Words, version: int) -> Hub:
    """Save what was typed, if nobody saved since `version`. Another host than a source gave is not sourced any more."""
    current = _locked(hub, by)
    check_version(current, version)
    if words.host != current.host:
        current.host_sourced = False
    for one in fields(words):
        setattr(current, one.name, getattr(words, one.name))
    current.version += 1
    current.as_of = clock.today()
    with in_history(by, "changed"), rules.held_by_database(RuleBroken):
        current.save()
    return current


@transaction.atomic
def add_partner(*, by: User, hub: Hub, words: PartnerWords) -> HubPartner:
    """Put a partner on the page. The same one twice is refused by its name."""
    current = _locked(hub, by)
    with in_history(by, "partner added"), rules.held_by_database(RuleBroken):
        _moved_on(current)
        return HubPartner.objects.create(hub=current, **_values(words))


@transaction.atomic
def change_partner(*, by: User, partner: HubPartner, words: PartnerWords, version: int) -> HubPartner:
    """`version`: of the hub when the form was shown."""
    current = _locked(partner.hub, by)
    check_version(current, version)
    kept = HubPartner.objects.get(pk=partner.pk, hub=current)
    for name, value in _values(words).items():
        setattr(kept, name, value)
    with in_history(by, "partner changed"), rules.held_by_database(RuleBroken):
        _moved_on(current)
        kept.save()
    return kept


@transaction.atomic
def remove_partner(*, by: User, partner: HubPartner) -> bool:
    """Take it off the page; the history keeps it. False when somebody did that already."""
    current = _locked(partner.hub, by)
    with in_history(by, "partner removed"):
        removed, _rows = HubPartner.objects.filter(pk=partner.pk, hub=current).delete()
        if removed:
            _moved_on(current)
    return bool(removed)


def _values(words: PartnerWords) -> dict[str, str]:
    return {one.name: getattr(words, one.name) for one in fields(words)}
