"""Small files of every type that may come in, and some that may not."""

import io
import zipfile

PDF = b"%PDF-1.7\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20


def archive(parts: dict[str, bytes | str]) -> bytes:
    """A ZIP file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


DOCX = archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
XLSX = archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"})
ODT = archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"})
ODS = archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<o/>"})
