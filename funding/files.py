"""Files that people upload or the portal makes, as the ministry keeps them. What may come in: ui/uploads.py."""

import hashlib

from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from funding.models import StoredFile
from funding.rules import RuleBroken, held_by_books
from ui import uploads


def digest_of(upload: UploadedFile | None) -> str:
    """SHA-256 (hex) of an upload's bytes, and its name: equal for the same file, other for any other; "" for none."""
    if upload is None:
        return ""
    digest = hashlib.sha256()
    upload.seek(0)
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return f"{digest.hexdigest()} {uploads.clean_name(upload.name or '')}"


def store(upload: UploadedFile, *, by: User) -> StoredFile:
    """Check an upload and keep it. Raises RuleBroken with a sentence for people when it is refused."""
    try:
        checked = uploads.check(upload)
    except uploads.Refused as refused:
        raise RuleBroken(refused.code, refused.message) from refused
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
