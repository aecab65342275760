"""One e-mail as it came from the mail server: from whom, about what, and its text. Whatever it is, it is read.

Attachments are left out, HTML becomes text, and machines (absence notes, bounces, loops) are told from people.
"""

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Parsed
from email.utils import getaddresses, parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hubs import html_text, mail_out, merging, reply_address

# No person's letter has so many parts; what has costs a machine minutes to take apart.
MOST_PARTS = 200
MOST_LINES_OF_PARTS = 5_000
MOST_HEAD = 256 * 1024
MOST_RECEIVED = 50
MOST_NAMED = 20
MOST_TEXT = 20_000
# What is read of one part: more than is kept, for quoted text and spaces go.
MOST_READ = 200_000
ANSWER, AUTOMATIC, BOUNCE, LOOP = "answer", "automatic", "bounce", "loop"
_PARTS = re.compile(rb"(?im)^content-type\s*:|\bboundary\s*\*?[0-9]*\*?\s*=")
# Character sets that mail uses; Python knows others that are slow, or are none.
_CHARSETS = re.compile(
    r"(utf|us-ascii|ascii|iso-?8859|latin|l1|windows|cp|koi8|big5|gb|hz|euc|iso-?2022|shift|sjis|mac|tis|viscii)",
    re.IGNORECASE,
)
_LETTER = re.compile(rb"(?im)^message-id:\s*<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@")


class Unreadable(Exception):  # noqa: N818 -- read as a sentence: "raise Unreadable"
    """This is no e-mail, or one that nobody wrote by hand."""


@dataclass(frozen=True)
class Mail:
    """`keys`: of our own addresses, in the order in which they are tried. `sender` "": none that can be written to.

    `kind`: answer, automatic, bounce or loop. `digest` is the same for the same e-mail. `left_out`: attachments, and
    `attachments` what the first of them are called and how large they are, in bytes.
    `letter`: of a bounce for good, the key of the letter that came back, or "" when it does not say.
    """

    keys: tuple[str, ...]
    sender: str
    subject: str
    text: str
    kind: str
    digest: str
    left_out: int = 0
    cut: bool = False
    letter: str = ""
    for_good: bool = False
    sender_name: str = ""
    attachments: tuple[tuple[str, int | None], ...] = ()


def read(raw: bytes, recipient: str = "") -> Mail:
    """`recipient`: what the mail server says that it is for; else the headers tell. Raises Unreadable."""
    if _takes_long(raw):
        raise Unreadable
    try:
        return _read(message_from_bytes(raw, policy=policy.compat32), raw, recipient)
    except (RecursionError, MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable from error


def _takes_long(raw: bytes) -> bool:
    """Made to keep a machine busy: a head without end, or parts in parts in parts."""
    head = re.search(rb"\r?\n\r?\n", raw[:MOST_HEAD])
    if head is None and len(raw) > MOST_HEAD:
        return True
    return len(_PARTS.findall(raw)) > MOST_PARTS or raw.count(b"\n--") > MOST_LINES_OF_PARTS


def _read(message: Parsed, raw: bytes, recipient: str) -> Mail:
    if not message.keys():
        raise Unreadable
    plain, html, left_out = _texts(message)
    text = clean(plain if plain.strip() else html_text.text_of(html))
    kind, report = _kind(message), _report(message)
    return Mail(
        keys=tuple(_keys(message, recipient)),
        sender=_sender(message),
        subject=merging.one_line(_header(message, "Subject"))[:200],
        text=text[:MOST_TEXT],
        kind=kind,
        digest=hashlib.sha256(_header(message, "Message-ID").strip().encode("utf-8", "replace") or raw).hexdigest(),
        left_out=left_out,
        cut=len(text) > MOST_TEXT,
        letter=_letter(raw) if report else "",
        for_good=kind == BOUNCE and report,
        sender_name=_sender_name(message),
        attachments=tuple(map(_attachment, itertools.islice(filter(_is_left_out, _leaves(message)), MOST_NAMED))),
    )


# --- Headers ---------------------------------------------------------------------------------------------------------


def _header(message: Parsed, name: str) -> str:
    """One header as text; what cannot be decoded stays as it came."""
    return _words(str(message.get(name, ""))[:2000])


def _words(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError):
        return value


def _all(message: Parsed, *names: str) -> list[str]:
    return [str(value)[:5000] for name in names for value in message.get_all(name, [])][:50]


def _keys(message: Parsed, recipient: str) -> list[str]:
    """What the mail server says comes first; then what it wrote on the letter; then what the writer did."""
    if recipient:
        return reply_address.keys_in([recipient])
    delivered = reply_address.keys_in(_all(message, "X-Original-To", "Delivered-To", "Envelope-To"))
    return delivered or reply_address.keys_in(_all(message, "To", "Cc"))


def _sender(message: Parsed) -> str:
    found = getaddresses(_all(message, "From")[:1])
    address = found[0][1].strip().lower() if found else ""
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address if len(address) <= 254 and address.isascii() else ""


def _sender_name(message: Parsed) -> str:
    """As somebody calls themselves; it proves nothing."""
    found = getaddresses([_header(message, "From")])
    return merging.one_line(clean(found[0][0]))[:150] if found else ""


def _kind(message: Parsed) -> str:
    if _is_report(message) or _from_machine(message):
        return BOUNCE
    if _comes_back(message):
        return LOOP
    submitted = _header(message, "Auto-Submitted").split(";")[0].strip().lower()
    precedence = _header(message, "Precedence").strip().lower()
    marks = any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id", "List-Unsubscribe"))
    nobody = _header(message, "Return-Path").strip() == "<>"
    machine = submitted not in ("", "no") or precedence in ("bulk", "junk", "list", "auto_reply")
    return AUTOMATIC if machine or marks or nobody else ANSWER


def _is_report(message: Parsed) -> bool:
    return message.get_content_type() == "multipart/report" and (
        str(message.get_param("report-type", "")).lower() == "delivery-status"
    )


def _from_machine(message: Parsed) -> bool:
    local = _sender(message).partition("@")[0]
    return local in ("mailer-daemon", "postmaster") and _header(message, "Return-Path").strip() in ("", "<>")


def _comes_back(message: Parsed) -> bool:
    """Our own letter, or one that goes round."""
    own = settings.REPLY_ADDRESS.lower()
    name, _at, host = own.partition("@")
    sender = _sender(message)
    local, _at, domain = sender.partition("@")
    from_us = domain == host and (local == name or local.startswith(f"{name}+"))
    sent_by_us = sender == parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()
    marked = any(own in value.lower() for value in _all(message, mail_out.LOOP))
    return from_us or sent_by_us or marked or len(message.get_all("Received", [])) > MOST_RECEIVED


# --- Bounces ---------------------------------------------------------------------------------------------------------


def _report(message: Parsed) -> bool:
    """Whether it says that a letter will not arrive; one that is only late may still."""
    if not _is_report(message):
        return False
    for part in message.get_payload()[:10]:
        if isinstance(part, Parsed) and part.get_content_type() == "message/delivery-status":
            blocks = [one for one in part.get_payload() if isinstance(one, Parsed)]
            return any(_header(one, "Action").strip().lower() == "failed" for one in blocks)
    return False


def _letter(raw: bytes) -> str:
    """The Message-ID of the letter that came back, which the report carries along. The report's own stands first."""
    found = _LETTER.findall(raw)
    return found[-1].decode().lower() if found else ""


# --- Text ------------------------------------------------------------------------------------------------------------


def _leaves(part: Parsed) -> Iterator[Parsed]:
    """The parts that hold something. A letter in a letter is an attachment, and stays closed."""
    if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
        for inner in part.get_payload():
            yield from _leaves(inner)
    else:
        yield part


def _texts(message: Parsed) -> tuple[str, str, int]:
    """All plain text, all HTML, and how many parts are neither."""
    plain, html, left_out = [], [], 0
    for part in _leaves(message):
        if _is_left_out(part):
            # What a report tells to machines is no attachment of a person.
            left_out += not _is_report(message)
        else:
            (plain if part.get_content_type() == "text/plain" else html).append(_decoded(part))
    return "\n\n".join(plain)[:MOST_READ], "\n".join(html)[:MOST_READ], left_out


def _is_left_out(part: Parsed) -> bool:
    attached = (part.get_content_disposition() or "") == "attachment" or part.get_filename()
    return bool(attached) or part.get_content_type() not in ("text/plain", "text/html")


def _attachment(part: Parsed) -> tuple[str, int | None]:
    """Its name and its size in bytes; a letter in a letter stays closed, so its size is unknown."""
    payload = part.get_payload(decode=True)
    name = merging.one_line(clean(_words(str(part.get_filename() or "")[:500])))[:150]
    return name or part.get_content_type()[:150], len(payload) if isinstance(payload, bytes) else None


def _decoded(part: Parsed) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    payload = payload[: 4 * MOST_READ]
    named = str(part.get_content_charset() or "")
    for charset in [named] * bool(_CHARSETS.match(named)) + ["utf-8"]:
        try:
            return payload.decode(charset)
        except (LookupError, UnicodeError):
            continue
    # Cut in the middle of a sign, or wrongly named: western mail is mostly this.
    return payload.decode("cp1252", "replace")


def clean(text: str) -> str:
    """Without what a database, a page or a reader trips over: control signs, signs that turn the line, empty lines."""
    kept = "".join(_sign(one) for one in text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = "\n".join(line.rstrip() for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _sign(sign: str) -> str:
    if sign in "\n\t" or sign.isprintable():
        return sign
    return " " if unicodedata.category(sign) == "Zs" else ""
