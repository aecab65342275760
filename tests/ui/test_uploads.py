"""What may be uploaded, judged by its bytes."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.ui.uploads import DOCX, JPEG, ODS, ODT, PDF, PNG, XLSX, archive
from ui import uploads

GOOD = {
    "plan.pdf": PDF,
    "plan.PDF": PDF,
    "brief.docx": DOCX,
    "begroting.xlsx": XLSX,
    "brief.odt": ODT,
    "begroting.ods": ODS,
    "kaart.png": PNG,
    "foto.jpg": JPEG,
    "foto.jpeg": JPEG,
    "cijfers.csv": "naam;bedrag\ncafé;1,5\n".encode(),
    "windows.csv": "café;€\n".encode("cp1252"),
    "merk.csv": "\ufeffa;b".encode(),
    "noot.txt": b"hallo\r\n",
    "breed.csv": "café;€".encode("utf-16"),
}


def refusal(name, content) -> str:
    with pytest.raises(uploads.Refused) as refused:
        uploads.check(SimpleUploadedFile(name, content))
    return refused.value.code


@pytest.mark.parametrize("name", GOOD)
def test_file_is_taken_by_what_its_bytes_are(name):
    checked = uploads.check(SimpleUploadedFile(name, GOOD[name], content_type="application/x-evil"))
    kind = name.rsplit(".", 1)[1].lower().replace("jpeg", "jpg")
    assert (checked.name, checked.media_type, checked.content) == (name, uploads.TYPES[kind], GOOD[name])


BAD = {
    "empty": ("plan.pdf", b"", "file_is_empty"),
    "too large": ("plan.pdf", PDF + b"x" * uploads.MOST_BYTES, "file_is_too_large"),
    "program": ("plan.exe", b"MZ\x90\x00", "file_type_is_unknown"),
    "program that says PDF": ("plan.pdf", b"MZ\x90\x00", "file_type_is_unknown"),
    "page": ("plan.html", b"<script>alert(1)</script>", "file_type_is_unknown"),
    "text that says PDF": ("plan.pdf", b"gewoon tekst", "file_type_is_unknown"),
    "neither text": ("noot.txt", b"\x81\x8d\x8f", "file_type_is_unknown"),
    "PDF that says DOCX": ("plan.docx", PDF, "file_is_not_what_its_name_says"),
    "DOCX that says XLSX": ("plan.xlsx", DOCX, "file_is_not_what_its_name_says"),
    "no extension": ("plan", PDF, "file_is_not_what_its_name_says"),
    "archive": ("plan.zip", archive({"a.txt": "a"}), "file_type_is_unknown"),
    "other office file": ("plan.pptx", archive({"[Content_Types].xml": "", "ppt/p.xml": ""}), "file_type_is_unknown"),
    "other open document": ("plan.odg", archive({"mimetype": "application/x"}), "file_type_is_unknown"),
    "locked or old": ("plan.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_is_locked_or_old"),
    "damaged": ("plan.docx", DOCX[:-30], "file_is_damaged"),
    "damaged inside": ("plan.docx", DOCX[:60] + b"\xff\xff\xff" + DOCX[63:], "file_is_damaged"),
    "macros": (
        "plan.docx",
        archive({"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": "x"}),
        "file_has_macros",
    ),
    "open document macros": (
        "plan.odt",
        archive({"mimetype": uploads.TYPES["odt"], "Basic/m.xml": ""}),
        "file_has_macros",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_file_is_refused_with_a_reason(kind):
    name, content, code = BAD[kind]
    assert refusal(name, content) == code


def test_zip_bomb_is_refused_before_it_unpacks():
    bomb = archive({"[Content_Types].xml": "", "word/document.xml": b"\0" * (uploads.MOST_UNPACKED + 1)})
    assert len(bomb) < 100_000
    assert refusal("plan.docx", bomb) == "file_unpacks_too_large"


def test_zip_bomb_that_lies_about_its_size_is_refused():
    bomb = bytearray(archive({"[Content_Types].xml": "", "word/document.xml": b"\0" * 2_000_000}))
    size = (2_000_000).to_bytes(4, "little")
    while size in bomb:
        bomb[bomb.index(size) : bomb.index(size) + 4] = (10).to_bytes(4, "little")
    assert refusal("plan.docx", bytes(bomb)) == "file_is_damaged"


def test_too_many_parts_are_refused():
    assert (
        refusal("plan.docx", archive({f"{n}": "" for n in range(uploads.MOST_PARTS + 1)})) == "file_unpacks_too_large"
    )


def test_locked_file_is_refused():
    locked = io.BytesIO(DOCX)
    with zipfile.ZipFile(locked) as packed:
        start = packed.start_dir
    content = bytearray(DOCX)
    content[start + 8] |= 1
    assert refusal("plan.docx", bytes(content)) == "file_is_locked"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/plan.pdf", "plan.pdf"),
        ("C:\\plannen\\plan.pdf", "plan.pdf"),
        ("plan\u202efdp.exe\x00.pdf", "planfdp.exe.pdf"),
        ("", "bestand"),
        (" . ", "bestand"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
    ],
)
def test_name_is_cleaned(name, clean):
    assert uploads.clean_name(name) == clean


def test_only_the_kinds_and_sizes_that_are_asked_come_in():
    for name, content in {"foto.png": PNG, "noot.txt": b"hallo"}.items():
        with pytest.raises(uploads.Refused) as refused:
            uploads.check(SimpleUploadedFile(name, content), kinds=("csv", "xlsx"))
        assert refused.value.code == "file_type_is_unknown"
    assert uploads.check(SimpleUploadedFile("a.csv", b"a;b"), kinds=("csv", "xlsx")).media_type == "text/csv"
    with pytest.raises(uploads.Refused) as refused:
        uploads.check(SimpleUploadedFile("a.csv", b"a;b;c"), most=4)
    assert refused.value.code == "file_is_too_large"


def test_accept_lists_both_names_of_a_jpeg():
    assert uploads.accept(("png", "jpg")) == ".png,.jpg,.jpeg"
