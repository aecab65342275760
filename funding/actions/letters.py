"""The document of a letter: made once, kept with the digest of its bytes."""

import hashlib

from django.db import transaction

from funding import letter_document, notices
from funding.models import Letter, LetterFile, StoredFile
from funding.rules import held_by_books

MEDIA_TYPE = "application/pdf"
RELATED = ("recipient", "plan", "proposal__version", "proposal__pool__version__scheme", "award__plan_version",
           "award__pool__version__scheme", "payment__bank_account", "objection__letter",
           "ruling__letter", "mandate")  # fmt: skip


@transaction.atomic
def write(letter_id: int) -> StoredFile:
    """Make the document and tell the recipient; a letter that has one keeps it. Raises typst.TypstError."""
    letter = Letter.objects.select_related(*RELATED).get(pk=letter_id)
    found = letter.files.select_related("file").first()
    if found:
        return found.file
    content = letter_document.pdf(letter)
    with held_by_books():
        file = StoredFile.objects.create(
            name=f"{letter.number}.pdf",
            media_type=MEDIA_TYPE,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            recorded_by=letter.recorded_by,
        )
        LetterFile.objects.create(letter=letter, file=file, recorded_by=letter.recorded_by)
    notices.tell("plan_decided", letter.pk)
    return file
