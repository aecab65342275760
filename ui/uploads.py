"""Files that people upload: what may come in, under which name and type.

What a file is follows from its bytes, never from what the sender calls it. Office files are ZIP archives: they are
unpacked in memory piece by piece, within bounds, so that a few kilobytes cannot fill the machine.
"""

import codecs
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

MOST_BYTES = 10_000_000
MOST_UNPACKED = 60_000_000
MOST_PARTS = 3_000
PIECE = 65_536
LONGEST_NAME = 150

OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": f"{OPEN_XML}wordprocessingml.document",
    "xlsx": f"{OPEN_XML}spreadsheetml.sheet",
    "odt": f"{OPEN_DOCUMENT}text",
    "ods": f"{OPEN_DOCUMENT}spreadsheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "csv": "text/csv",
    "txt": "text/plain",
}
"""By extension: what may come in."""
KINDS = tuple(TYPES)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIRST_BYTES = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_TEXTS = ("csv", "txt")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Refused(Exception):
    """This file may not come in: `code` for programs, `message` a sentence for people."""

    def __init__(self, code: str, message: str):
        super().__init__(code, message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its cleaned name, its true type and its bytes."""

    name: str
    media_type: str
    content: bytes


def accept(kinds: Collection[str]) -> str:
    """For the attribute `accept` of an upload field."""
    return ",".join(f".{kind}" for kind in [*kinds, *(["jpeg"] if "jpg" in kinds else [])])


def check(upload: UploadedFile, *, kinds: Collection[str] = KINDS, most: int = MOST_BYTES) -> Checked:
    """Read and judge an upload of at most `most` bytes. Raises Refused when it may not come in."""
    upload.seek(0)
    content = upload.read(most + 1)
    if not content:
        raise Refused("file_is_empty", _("This file is empty. Choose another one."))
    if len(content) > most:
        size = {"size": most // 1_000_000}
        sentence = _("This file is larger than %(size)s MB. Make it smaller, or split it.") % size
        raise Refused("file_is_too_large", sentence)
    name = clean_name(upload.name or "")
    return Checked(name, TYPES[_kind_as_said(name, content, kinds)], content)


def _kind_as_said(name: str, content: bytes, kinds: Collection[str]) -> str:
    said = PurePosixPath(name).suffix.lower().lstrip(".")
    said = "jpg" if said == "jpeg" else said
    found = kind_of(content)
    texts = [kind for kind in _TEXTS if kind in kinds]
    if found not in (*kinds, "txt") or (found == "txt" and said not in texts):
        listed = ", ".join(kind.upper().replace("JPG", "JPEG") for kind in kinds)
        sentence = _("This type of file cannot be taken. What can: %(kinds)s.") % {"kinds": listed}
        raise Refused("file_type_is_unknown", sentence)
    kind = said if found == "txt" else found
    if said != kind:
        raise Refused(
            "file_is_not_what_its_name_says",
            _("This file is a %(kind)s, but its name says otherwise. Save it anew with the right name.")
            % {"kind": kind.upper()},
        )
    return kind


def kind_of(content: bytes) -> str | None:
    """The extension of what these bytes are; "txt" for any plain text; None for what may not come in.

    Raises Refused for an office file that is broken, locked, has macros, or unpacks to far too much.
    """
    for first, kind in _FIRST_BYTES:
        if content.startswith(first):
            return kind
    if content.startswith(_OLE):
        raise Refused(
            "file_is_locked_or_old",
            _("This file has a password, or was saved by an old program (XLS, DOC). Save it anew without a password."),
        )
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return "txt" if _is_text(content) else None


def _is_text(content: bytes) -> bool:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return not _CONTROLS.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False


def _office(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_unsafe(parts)
            _unpack(archive, parts)
            return _office_kind(archive, {part.filename for part in parts})
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Refused("file_is_damaged", _("This file is damaged. Save it anew and try again.")) from error


def _refuse_unsafe(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("file_unpacks_too_large", _("This file unpacks to far more than it should. Make it smaller."))
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("file_is_locked", _("This file has a password. Save it without one."))
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise Refused("file_has_macros", _("This file has macros. Save it without them, or as a PDF."))


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Read every part to its end, a piece at a time: a part that is not what it declares is damaged."""
    for part in parts:
        with archive.open(part) as member:
            while member.read(PIECE):
                pass


def _office_kind(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    if "mimetype" in names:
        declared = archive.read("mimetype").decode("ascii", "replace").strip()
        return next((kind for kind in ("odt", "ods") if TYPES[kind] == declared), None)
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)


def clean_name(name: str) -> str:
    """The last part of a path, without invisible and turning characters; its extension survives shortening."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    path = PurePosixPath(visible or "bestand")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:LONGEST_NAME]
