"""The address to which a company answers: it carries a key, so that the answer finds its request or its company.

`antwoord+<key>@portal.example`. The key says what it is about (a request or a company of one desk) and is signed, so
that nobody makes one. It says nothing of who asks, and holds as long as SECRET_KEY does.

A desk has an address of its own too, to which anybody may write: `antwoord+<region>@portal.example`.
"""

import base64
import binascii
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import getaddresses

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from hubs.models import Company, HelpRequest, Hub

SALT = "hubs.reply_address"
REQUEST, COMPANY = "r", "c"
# The desk that belongs to no region.
NATIONAL = "landelijk"
# Letters of base 32: what an address keeps when a mail server changes its capitals. 16 of them are 80 bits.
LENGTHS = {REQUEST: 26, COMPANY: 13}
SIGNED = 16
_KEY = re.compile(r"^([rc])([a-z2-7]+)$")


@dataclass(frozen=True)
class Target:
    """What a mail is about: a request's or a company's primary key."""

    kind: str
    pk: uuid.UUID | int


def on() -> bool:
    """Whether this portal takes mail in."""
    return bool(settings.REPLY_ADDRESS)


def of(about: HelpRequest | Company) -> str:
    """The address for answers about this; "" when the portal takes no mail in."""
    if not on():
        return ""
    name, domain = settings.REPLY_ADDRESS.split("@")
    return f"{name}+{_key(about)}@{domain}"


def of_desk(hub: Hub | None) -> str:
    """The desk's own address (None: the national desk); "" when the portal takes no mail in."""
    if not on():
        return ""
    name, domain = settings.REPLY_ADDRESS.split("@")
    return f"{name}+{hub.region.slug if hub else NATIONAL}@{domain}"


def desk_in(keys: Sequence[str]) -> tuple[Hub | None, bool]:
    """The desk of which one of these is the address; the second value tells whether there is one."""
    if NATIONAL in keys:
        return None, True
    hub = Hub.objects.select_related("region").filter(region__slug__in=keys).first() if keys else None
    return hub, hub is not None


def is_reached() -> bool:
    """Whether mail from elsewhere can arrive: a machine's own name is known to no mail server."""
    return on() and "." in settings.REPLY_ADDRESS.rpartition("@")[2]


def _key(about: HelpRequest | Company) -> str:
    if isinstance(about, HelpRequest):
        body = REQUEST + _text(about.pk.bytes)
    else:
        body = COMPANY + _text(about.pk.to_bytes(8, "big"))
    return body + _signature(body)


def _text(value: bytes) -> str:
    return base64.b32encode(value).decode().rstrip("=").lower()


def _signature(body: str) -> str:
    return _text(salted_hmac(SALT, body, algorithm="sha256").digest())[:SIGNED]


def target(key: str) -> Target | None:
    """What this key is about; None when it is not one of ours."""
    found = _KEY.match(key.lower())
    if not found or len(found[2]) != LENGTHS[found[1]] + SIGNED:
        return None
    kind, body = found[1], key.lower()[:-SIGNED]
    if not constant_time_compare(_signature(body), key.lower()[-SIGNED:]):
        return None
    text = body[1:].upper()
    try:
        value = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error:
        return None
    return Target(kind, uuid.UUID(bytes=value) if kind == REQUEST else int.from_bytes(value, "big"))


def keys_in(headers: list[str]) -> list[str]:
    """The keys in the addresses of these headers that are ours, in order, each once."""
    name, domain = settings.REPLY_ADDRESS.lower().split("@")
    found = []
    for _label, address in getaddresses([one[:5000] for one in headers]):
        local, _at, host = address.strip().lower().rpartition("@")
        if host == domain and local.startswith(f"{name}+"):
            found.append(local.removeprefix(f"{name}+"))
    return list(dict.fromkeys(found))
