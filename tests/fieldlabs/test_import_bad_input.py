"""What people really send: every bad file and cell gets a sentence on the page, or is read as it is meant."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fieldlabs.imports import staging
from fieldlabs.models import Fieldlab, ImportRun
from tests.fieldlabs import lists
from tests.ui.uploads import archive
from ui import sheets

pytestmark = pytest.mark.django_db


def book(fill: Callable[[Worksheet], object]) -> bytes:
    made, out = Workbook(), io.BytesIO()
    fill(made.active)
    made.save(out)
    return out.getvalue()


GOOD = book(lambda sheet: [sheet.append(row) for row in (["naam", "thema"], ["Demo Lab", "Lassen"])])


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def locked() -> bytes:
    """The same workbook, with the mark of a password on every part."""
    content = bytearray(GOOD)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(sign)
        while start >= 0:
            content[start + place] |= 1
            start = content.find(sign, start + 4)
    return bytes(content)


PASSWORD, MACROS = "Sla het zonder wachtwoord op.", "Sla het zonder macro&#x27;s op"
FILES = {
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "lijst.xlsx", "Dit bestand heeft een wachtwoord"),
    "password of the archive": (locked(), "lijst.xlsx", PASSWORD),
    "macro": (archive({**parts(), "xl/vbaProject.bin": b"x"}), "lijst.xlsx", MACROS),
    "macro by name": (GOOD, "lijst.xlsm", "Dit bestand is een XLSX, maar de naam zegt iets anders."),
    "zip bomb": (archive({**parts(), "xl/media/a": bytes(70_000_000)}), "lijst.xlsx", "uitgepakt veel te groot"),
    "damaged": (GOOD[: len(GOOD) // 2], "lijst.xlsx", "Dit bestand is beschadigd."),
    "201 columns": ((";".join(["k"] * 201) + "\r\nx\r\n").encode(), "lijst.csv", "Dit blad heeft 201 kolommen"),
    "UTF-16 without its mark": ("naam;thema\r\nDemo;é\r\n".encode("utf-16-le"), "lijst.csv", "Dit soort bestand"),
    "no rows": (b"naam;thema\r\n", "lijst.csv", "Er staan geen rijen onder de koppen"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "lijst.xlsx", "Dit soort bestand"),
}


@pytest.mark.parametrize("kind", FILES)
def test_file_that_cannot_come_in_is_told_why(eva, client_for, kind):
    content, name, said = FILES[kind]
    sent = {"key": uuid4(), "file": SimpleUploadedFile(name, content)}
    answer = client_for(eva).post(reverse("fieldlabs:import_start"), sent)
    assert (answer.status_code, said in answer.content.decode(), ImportRun.objects.count()) == (422, True, 0)


def test_list_that_is_too_long_is_told_and_keeps_no_rows(eva, client_for, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 50)
    monkeypatch.setattr(staging, "CHUNK", 10)
    run = lists.checked(eva, lists.table(*(f"Demo Lab {number};x;" for number in range(80))))
    page = client_for(eva).get(reverse("fieldlabs:import_preview", args=[run.pk])).content.decode()
    assert (run.state, run.rows.count(), "Dit blad heeft meer dan 50 rijen." in page) == ("failed", 0, True)


def test_wrong_sheet_is_told_and_another_can_be_chosen(eva, client_for):
    made, out = Workbook(), io.BytesIO()
    made.active.title = "Toelichting"
    made.active.append(["Wat", "Waarom"])
    made.active.append(["Deze lijst", "Voor de hub"])
    other = made.create_sheet("Lijst")
    other.append(["Hoe het heet", "Waar het over gaat"])
    other.append(["Demo Lab", "Lassen"])
    made.save(out)
    run, client = lists.sent(eva, out.getvalue(), name="lijst.xlsx"), client_for(eva)
    address = reverse("fieldlabs:import_map", args=[run.pk])
    told = client.post(address, {"topic_nl": "0"})
    assert (run.sheet, told.status_code) == ("Toelichting", 422)
    assert "Kies in welke kolom de naam van het Fieldlab staat." in told.content.decode()
    assert client.post(f"{address}?blad=1", {"name": "0", "topic_nl": "1"}).status_code == 302
    run = lists.worked(run)
    assert (run.sheet, run.counts["create"], run.rows.get().parsed["name"]) == ("Lijst", 1, "Demo Lab")


HEADERS = ["naam", "thema", "plaats", "provincie", "startdatum", "TRL", "adres op het portaal", "omschrijving"]
# By kind: the row, and what the page says about it.
CELLS: dict[str, tuple[list[object], str]] = {
    "formula": (["Demo Lab", "=A1&B1"], "Dit is een formule zonder uitkomst. Typ de waarde zelf."),
    "fault of the spreadsheet": (["Demo Lab", "#REF!"], "Typ de waarde zelf."),
    "unknown province": (["Demo Lab", "x", None, "Zuidholandia"], "Er is geen provincie “Zuidholandia”."),
    "unknown place": (["Demo Lab", "x", "Rottterdam"], "Bedoelt u Rotterdam?"),
    "no date": (["Demo Lab", "x", None, None, "ergens in mei"], "Dit is geen datum. Schrijf die als 31-12-2018."),
    "amount for a level": (
        ["Demo Lab", "x", None, None, None, "€ 1.250.000,00"],
        "Schrijf een getal van 1 tot en met 9",
    ),
    "English amount for a level": (["Demo Lab", "x", None, None, None, "1,250,000.00"], "Schrijf een getal van 1 tot"),
    "amount for a date": (["Demo Lab", "x", None, None, "1,250,000.00"], "Dit is geen datum."),
    "unknown address": (
        ["Demo Lab", "x", None, None, None, None, "nergens"],
        "Uw regio heeft geen Fieldlab met dit adres.",
    ),
    "no name": ([None, "x", "Delft"], "Dit ontbreekt. Een nieuw Fieldlab heeft het nodig."),
    "far too long": (["D" * 121, "x"], "Dit is 121 tekens lang"),
}


@pytest.mark.parametrize("kind", CELLS)
def test_cell_that_cannot_be_read_is_told_on_the_page(eva, client_for, kind):
    row, said = CELLS[kind]
    run = lists.checked(eva, book(lambda sheet: [sheet.append(line) for line in (HEADERS, row)]), name="lijst.xlsx")
    page = client_for(eva).get(reverse("fieldlabs:import_preview", args=[run.pk])).content.decode()
    assert (run.counts["faulty"], said in page) == (1, True)


def test_same_address_twice_is_told_with_the_row(eva, client_for):
    slug = Fieldlab.objects.filter(region__slug="zuid-holland", closed_on=None).first().slug
    headers = "adres op het portaal;doel"
    run = lists.checked(eva, lists.table(f"{slug};een", f"{slug};twee", headers=headers))
    page = client_for(eva).get(reverse("fieldlabs:import_preview", args=[run.pk])).content.decode()
    assert (run.counts["faulty"], "Rij 2 gaat over hetzelfde Fieldlab. Laat een van de twee weg." in page) == (1, True)


def test_amounts_dates_blanks_and_merged_cells_are_read_as_they_are_meant(eva):
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADERS)
        sheet.append(["  Demo Lab\u00a0A ", "Lassen ", "Delft\u00a0", "ZUID HOLLAND", "3 april 2017", "TRL 5 t/m 8"])
        sheet.append(["Demo Lab B", "Lijmen", None, None, date(2017, 4, 3), "6-6", None, "Kostte € 1.250.000,00"])
        sheet["C2"] = "Delft\u00a0"
        sheet.merge_cells("C2:C3")

    run = lists.written(eva, book(fill), name="lijst.xlsx")
    labs = Fieldlab.objects.filter(name__startswith="Demo Lab").order_by("name")
    read = labs.values_list("name", "topic_nl", "city", "started_on", "trl_min", "trl_max", "description_nl")
    assert (run.state, list(read)) == (
        ImportRun.State.DONE,
        [
            ("Demo Lab A", "Lassen", "Delft", date(2017, 4, 3), 5, 8, ""),
            ("Demo Lab B", "Lijmen", "Delft", date(2017, 4, 3), 6, 6, "Kostte € 1.250.000,00"),
        ],
    )


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig", "utf-8"])
def test_every_encoding_gives_the_same_name(eva, encoding):
    run = lists.checked(eva, "naam;thema;plaats\r\nDemo Café Zuïd;Coöperatie;Delft\r\n".encode(encoding))
    parsed = run.rows.get().parsed
    assert (run.mapping["name"], parsed["name"], parsed["topic_nl"]) == (0, "Demo Café Zuïd", "Coöperatie")
