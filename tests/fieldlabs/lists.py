"""Lists of Fieldlabs for tests: sixty invented ones as a hub's own messy workbook, and smaller ones."""

import io
from datetime import date, datetime
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fieldlabs.actions import imports
from fieldlabs.models import ImportRun
from jobs import queue
from regions.models import Region

SUBJECTS = ["lasrobots", "3D-metaalprinten", "voorspelbaar onderhoud", "digitale tweeling", "composieten", "vision"]
CITIES = ["Delft", "Rotterdam", "Dordrecht", "Leiden", "Gouda", "Alphen aan den Rijn"]
HEADERS = ["Naam Fieldlab", "Thema", "Plaats", "Prov.", "Postcode", "Website", "TRL", "Technologieën", "Gestart op",
           "Transformaties", "Sector", "Intern nummer"]  # fmt: skip
# Rows of the sheet that cannot be read as they stand: row → what is wrong.
FAULTS = {14: "city", 27: "started_on", 45: "province_id"}


def messy() -> bytes:
    """Sixty Fieldlabs under a title, with merged cells, dates as text, blanks, and three rows that need mending."""
    book = Workbook()
    book.active.title = "Toelichting"
    book.active.append(["Bijgewerkt door de hub. Zie het tweede blad."])
    sheet = book.create_sheet("Fieldlabs 2018")
    sheet["A1"] = "Fieldlabs Zuid-Holland (Demo)"
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append([*HEADERS, *[None] * 30, " "])
    for number in range(1, 61):
        sheet.append(_row(number))
    _spoil(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def messy_good() -> bytes:
    """The same without the three rows that need mending."""
    book = load_workbook(io.BytesIO(messy()))
    for row in sorted(FAULTS, reverse=True):
        book["Fieldlabs 2018"].delete_rows(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(number: int) -> list[object]:
    subject, city = SUBJECTS[number % 6], CITIES[number % 6]
    started = [date(2016, 1 + number % 12, 3), "3-4-2017", "03/04/17", "3 april 2017", datetime(2018, 5, 6), None]
    return [
        f"  Demo Fieldlab {subject}\u00a0{number} ",
        f"{subject.capitalize()} voor het mkb ",
        f"{city}\u00a0",
        ["Zuid-Holland", "zh", "ZUID HOLLAND", None][number % 4],
        ["2611ab", "2611 AB", None][number % 3],
        ["www.voorbeeld.nl/demo", "https://voorbeeld.nl", None][number % 3],
        ["4-7", "TRL 5 t/m 8", 6, None][number % 4] if number % 4 != 2 else "6-6",
        [f"{subject}; robotica ;Robotica", f"{subject}, sensoren", None][number % 3],
        started[number % 6],
        ["Slim produceren", "1; 3", None][number % 3],
        ["28", "25; 28", None][number % 3],
        f"=ROW()+{number}",
    ]


def _spoil(sheet: Worksheet) -> None:
    sheet["C14"] = "Rottterdam"
    sheet["I27"] = "ergens in mei"
    sheet["D45"] = "Zuidholandia"
    # One place for three rows, written once.
    for row in (20, 21, 22):
        sheet[f"C{row}"] = "Delft"
        sheet[f"D{row}"] = "Zuid-Holland"
    sheet.merge_cells("C20:C22")


def table(*rows: str, headers: str = "naam;thema;plaats") -> bytes:
    return "\r\n".join([headers, *rows]).encode()


def sent(by, content: bytes, *, name: str = "lijst.csv", region: Region | None = None, key=None) -> ImportRun:
    """A list that was brought in; its columns are guessed."""
    region = region or Region.objects.get(slug="zuid-holland")
    return imports.bring_in(by=by, region=region, upload=SimpleUploadedFile(name, content), key=key or uuid4())


def checked(by, content: bytes, **options) -> ImportRun:
    """A list whose every row was looked at by the job."""
    run = sent(by, content, **options)
    imports.match_columns(by=by, run=run, sheet=run.sheet, mapping=run.mapping)
    return worked(run)


def written(by, content: bytes, **options) -> ImportRun:
    return confirmed(by, checked(by, content, **options))


def confirmed(by, run: ImportRun) -> ImportRun:
    imports.confirm(by=by, run=run, counts={})
    return worked(run)


def worked(run: ImportRun) -> ImportRun:
    """After its job."""
    run.refresh_from_db()
    queue.run(str(run.job_id))
    run.refresh_from_db()
    return run
