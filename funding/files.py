"""Files that people upload or the portal makes: what may come in, under which name and type it is kept.

What a file is follows from its bytes, never from what the sender calls it. Office files are ZIP archives: they are
unpacked in memory piece by piece, within bounds, so that a few kilobytes cannot fill the machine.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.models import User
from funding.models import StoredFile
from funding.rules import RuleBroken, held_by_books

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
ACCEPT = ",".join(f".{extension}" for extension in [*TYPES, "jpeg"])
"""For the attribute `accept` of an upload field."""

_FIRST_BYTES = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_TEXTS = ("csv", "txt")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its cleaned name, its true type and its bytes."""

    name: str
    media_type: str
    content: bytes


def check(upload: UploadedFile) -> Checked:
    """Read and judge an upload. Raises RuleBroken with a sentence for people when it is refused."""
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    if not content:
        raise RuleBroken("file_is_empty", _("This file is empty. Choose another one."))
    if len(content) > MOST_BYTES:
        raise RuleBroken("file_is_too_large", _("This file is larger than 10 MB. Make it smaller, or split it."))
    name = clean_name(upload.name or "")
    said = PurePosixPath(name).suffix.lower().lstrip(".")
    said = "jpg" if said == "jpeg" else said
    found = kind_of(content)
    if found is None or found == "txt" and said not in _TEXTS:
        raise RuleBroken(
            "file_type_is_unknown",
            _("This type of file cannot be taken. Use PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, CSV or TXT."),
        )
    kind = said if found == "txt" else found
    if said != kind:
        raise RuleBroken(
            "file_is_not_what_its_name_says",
            _("This file is a %(kind)s, but its name says otherwise. Save it anew with the right name.")
            % {"kind": kind.upper()},
        )
    return Checked(name, TYPES[kind], content)


def kind_of(content: bytes) -> str | None:
    """The extension of what these bytes are; "txt" for any plain text; None for what may not come in.

    Raises RuleBroken for an office file that is broken, locked, has macros, or unpacks to far too much.
    """
    for first, kind in _FIRST_BYTES:
        if content.startswith(first):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return "txt" if _is_text(content) else None


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8-sig", "cp1252"):
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
        raise RuleBroken("file_is_damaged", _("This file is damaged. Save it anew and try again.")) from error


def _refuse_unsafe(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RuleBroken("file_unpacks_too_large", _("This file unpacks to far more than it should. Make it smaller."))
    if any(part.flag_bits & 1 for part in parts):
        raise RuleBroken("file_is_locked", _("This file has a password. Save it without one."))
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise RuleBroken("file_has_macros", _("This file has macros. Save it without them, or as a PDF."))


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


def digest_of(upload: UploadedFile | None) -> str:
    """SHA-256 (hex) of an upload's bytes, and its name: equal for the same file, other for any other; "" for none."""
    if upload is None:
        return ""
    digest = hashlib.sha256()
    upload.seek(0)
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return f"{digest.hexdigest()} {clean_name(upload.name or '')}"


def store(upload: UploadedFile, *, by: User) -> StoredFile:
    """Check an upload and keep it. Raises RuleBroken with a sentence for people when it is refused."""
    checked = check(upload)
    return keep(checked.name, checked.content, checked.media_type, by=by)


def keep(name: str, content: bytes, media_type: str, *, by: User) -> StoredFile:
    """Keep these bytes as they are: for what the portal itself made, or what was checked before."""
    with held_by_books():
        return StoredFile.objects.create(
            name=name,
            media_type=media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            recorded_by=by,
        )
