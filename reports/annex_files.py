"""The documents of an annex, from what it keeps: PDF/UA-1 and XLSX, in Dutch, each made once."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.rules import held_by_database
from reports.actions import demo_mark
from reports.models import Annex, AnnexFile
from reports.reading import tables_of
from reports.table_files import as_xlsx
from reports.tables import Plain
from ui import documents, formats
from ui.language import DEFAULT

TEMPLATE = "reports/annex.typ"


def write(annex: Annex, format: str) -> AnnexFile:  # noqa: A002 -- the field's own name
    """Make a document; an annex that has it keeps it. Raises typst.TypstError when it cannot be made as PDF/UA-1."""
    found = AnnexFile.objects.filter(annex=annex, format=format).first()
    if found:
        return found
    with translation.override(DEFAULT):
        content = MAKERS[format](annex)
    with transaction.atomic(), held_by_database():
        values = {"content": content, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        return AnnexFile.objects.get_or_create(
            annex=annex, format=format, defaults={**values, "recorded_by_id": annex.recorded_by_id}
        )[0]


def title(annex: Annex) -> str:
    return _("Annex %(number)s: %(title)s") % {"number": annex.number, "title": annex.title}


def facts(annex: Annex) -> list[tuple[str, str]]:
    """What somebody must know to quote an annex, or to check it."""
    known = timezone.localtime(annex.known_at)
    rows = [
        (_("Number"), annex.number),
        (_("View"), annex.content["view"]),
        *((name, text) for name, text in annex.content["about"]),
        (_("As valid on"), formats.date_long(annex.valid_on)),
        (_("As known on"), _("%(day)s at %(time)s") % {"day": formats.date_long(known), "time": f"{known:%H:%M:%S}"}),
        (_("Made on"), formats.date_long(annex.made_on)),
    ]
    if annex.replaces:
        rows.append((_("Replaces"), f"{annex.replaces.number}: {annex.replaces_because}"))
    return rows


def answer(annex: Annex) -> list[str]:
    """Sentences that answer the question in short; none of a view that has none, or of before it had."""
    return annex.content.get("answer", [])


def address(annex: Annex) -> str:
    """Where everyone finds the annex once it is public."""
    return settings.SITE_URL + reverse("reports:annex_detail", kwargs={"number": annex.number})


def pdf(annex: Annex) -> bytes:
    return documents.pdf(
        TEMPLATE,
        content_of(annex),
        title=title(annex),
        language=DEFAULT,
        made_at=timezone.localtime(annex.recorded_at),
        demo=annex.demo,
    )


def content_of(annex: Annex) -> dict[str, object]:
    """What the template draws, in the active language."""
    checking = _(
        "The figures of this annex are also kept as a CSV file. Whoever has that file can check it by its digest; the "
        "portal can make it again from the books as they were known then."
    )
    return {
        "title": annex.title,
        "number": _("Annex %(number)s") % {"number": annex.number},
        "facts": facts(annex),
        "question": {"title": _("Question"), "text": annex.question.split("\n")},
        "answer": {"title": _("The answer"), "text": answer(annex)},
        "empty": annex.content["empty"],
        "contents": _("Contents"),
        "tables": [_table(one) for one in tables_of(annex.content)],
        "definitions": {"title": _("What the columns mean"), "rows": annex.content["definitions"]},
        "sources": {"title": _("Sources"), "rows": annex.content["sources"]},
        "check": {
            "title": _("How to check this annex"),
            "text": checking,
            "rows": [(_("Address"), address(annex)), (_("SHA-256 of the CSV"), annex.sha256)],
        },
        "source": _("Source:"),
    }


def _table(table: Plain) -> dict[str, object]:
    """Columns that hold numbers stand to the right."""
    return {
        "title": table.title,
        "note": table.note,
        "head": list(table.columns),
        "rows": [[formats.unbroken(cell.text) for cell in row] for row in table.rows],
        "right": [place for place, (_name, is_number) in enumerate(table.heads) if is_number],
        "source": table.source,
    }


def xlsx(annex: Annex) -> bytes:
    tables = tables_of(annex.content)
    said = [(_("The answer"), "\n".join(answer(annex)))] if answer(annex) else []
    about = [
        [*facts(annex), (_("Question"), annex.question), *said, (_("SHA-256 of the CSV"), annex.sha256)],
        [(_("Sheet %(number)s") % {"number": number}, table.title) for number, table in enumerate(tables, start=1)],
        annex.content["definitions"],
        annex.content["sources"],
    ]
    headings = [title(annex), _("Contents"), _("What the columns mean"), _("Sources")]
    return as_xlsx(tables, about, headings, demo_mark(annex.demo))


MAKERS: dict[str, Callable[[Annex], bytes]] = {AnnexFile.Format.PDF: pdf, AnnexFile.Format.XLSX: xlsx}
