"""The trade register of the Chamber of Commerce: its API "Zoeken" (v2) and "Basisprofiel" (v1), by HTTPS and a key.

https://developers.kvk.nl/documentation. Off unless KVK_API_URL is set (https://api.kvk.nl/api) with KVK_API_KEY.
The register signs with its own root certificate: name that in SSL_CERT_FILE where the machine does not trust it.
A page asks it while somebody waits, so a question takes at most TIMEOUT seconds and every failure is `Unavailable`.
"""

import json
import re
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

TIMEOUT = 3.0
MOST_BYTES = 500_000
MOST_HITS = 10
NOT_FOUND = 404


class Unavailable(Exception):
    """The register gave no answer. `code`: off, refused (401, 403), busy (429), wrong (other answers) or down."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Profile:
    """What the register says of a number. `staff` None: not given; `legal_form` "" likewise."""

    number: str
    name: str
    legal_form: str
    staff: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    number: str
    name: str
    place: str


def is_on() -> bool:
    return bool(settings.KVK_API_URL)


def tidy(typed: str) -> str:
    """The number without the blanks and points with which people write it."""
    return re.sub(r"[\s.]", "", typed)


def is_number(text: str) -> bool:
    """Eight digits. The register has no check digit, so only it can tell whether the number exists."""
    return re.fullmatch(r"[0-9]{8}", text) is not None


def profile(number: str) -> Profile | None:
    """Who has this number; None when the register does not know it. Raises Unavailable."""
    found = _ask(f"/v1/basisprofielen/{number}") if is_number(number) else None
    if found is None:
        return None
    owner = _dict(_dict(found.get("_embedded")).get("eigenaar"))
    name = _text(found.get("naam")) or _text(found.get("statutaireNaam"))
    if not name:
        raise Unavailable("wrong")
    staff = found.get("totaalWerkzamePersonen")
    return Profile(number, name[:200], _text(owner.get("rechtsvorm")), staff if isinstance(staff, int) else None)


def search(name: str) -> list[Hit]:
    """Whose name looks like this, each number once. Raises Unavailable."""
    found = _ask("/v2/zoeken?" + urlencode({"naam": name[:200], "resultatenPerPagina": MOST_HITS})) or {}
    hits: dict[str, Hit] = {}
    for one in _list(found.get("resultaten")):
        number, called = _text(_dict(one).get("kvkNummer")), _text(_dict(one).get("naam"))
        address = _dict(_dict(_dict(one).get("adres")).get("binnenlandsAdres"))
        if is_number(number) and called:
            hits.setdefault(number, Hit(number, called[:200], _text(address.get("plaats"))))
    return list(hits.values())[:MOST_HITS]


class _StaysHere(urllib.request.HTTPRedirectHandler):
    """The key goes to the register alone: no redirect is followed."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def _ask(path: str) -> dict[str, Any] | None:
    """The register's answer; None for 404, with which it says that it found nothing."""
    if not is_on():
        raise Unavailable("off")
    headers = {"apikey": settings.KVK_API_KEY, "Accept": "application/json"}
    question = urllib.request.Request(settings.KVK_API_URL.rstrip("/") + path, headers=headers)  # noqa: S310
    try:
        with urllib.request.build_opener(_StaysHere).open(question, timeout=TIMEOUT) as answer:
            said = json.loads(answer.read(MOST_BYTES))
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == NOT_FOUND:
            return None
        raise Unavailable({401: "refused", 403: "refused", 429: "busy"}.get(error.code, "wrong")) from error
    except (OSError, HTTPException, ssl.SSLError) as error:
        raise Unavailable("down") from error
    except ValueError as error:
        raise Unavailable("wrong") from error
    if not isinstance(said, dict):
        raise Unavailable("wrong")
    return said


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
