"""Sheets as people send them."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.ui.uploads import XLSX, archive
from ui import sheets, uploads
from ui.sheets import Faulty


def sent(content: bytes, name: str = "lijst.csv"):
    return sheets.read(SimpleUploadedFile(name, content))


def book(fill) -> bytes:
    """An XLSX file; `fill` gets the workbook."""
    made, out = Workbook(), io.BytesIO()
    fill(made)
    made.save(out)
    return out.getvalue()


TABLE = [["naam", "plaats"], ["Café Demo", "Delft"]]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_in_every_encoding_and_with_every_sign(sign, encoding):
    text = f"naam{sign}plaats\r\nCafé Demo{sign}Delft\r\n"
    assert [sheet.rows for sheet in sent(text.encode(encoding))] == [TABLE]


def test_csv_says_which_sign_it_uses():
    assert sent(b"sep=;\r\nnaam, lang;plaats\r\n")[0].rows == [["naam, lang", "plaats"]]


def test_sign_is_that_of_most_columns_whatever_stands_in_the_cells():
    text = 'naam;thema;plaats\n"A; b";x, y, z;Delft\nB;p, q;Leiden\n'
    assert sent(text.encode())[0].rows[1] == ["A; b", "x, y, z", "Delft"]


def test_blanks_and_invisible_signs_go():
    row = sent("a;b;c;d;;\n\u00a0Delft  ;1\u00a0250;e\u0301;\u200b \n".encode())[0].rows[1]
    assert row == ["Delft", "1 250", "é"]


def test_formulas_are_told_and_neutralised_text_is_taken_back():
    row = sent(b"a;b;c;d;e;f\n=1+1;'=1+1;'-5;'s Gravenhage;#N/A;#robots\n")[0].rows[1]
    assert row == [Faulty("formula", "=1+1"), "=1+1", "-5", "'s Gravenhage", Faulty("error", "#N/A"), "#robots"]


def test_empty_rows_between_keep_the_numbers_of_the_file():
    assert sent(b"a;b\n\n;\n1;2\n\n;;\n")[0].rows == [["a", "b"], [], [], ["1", "2"]]


def test_workbook_gives_its_cells_by_kind():
    def fill(made):
        made.active.title = "Lijst"
        made.active.append(["tekst ", 4.0, 2.5, datetime(2018, 12, 31, 9), date(2018, 1, 2), True, None, 7])
        made.create_sheet("Leeg")
        made.create_sheet("Verborgen").sheet_state = "hidden"

    found = sent(book(fill), "lijst.xlsx")
    assert [(sheet.name, sheet.rows) for sheet in found] == [
        ("Lijst", [["tekst", 4, Decimal("2.5"), date(2018, 12, 31), date(2018, 1, 2), True, None, 7]]),
        ("Leeg", []),
    ]


def test_merged_cell_counts_for_every_cell_that_it_covers():
    def fill(made):
        made.active["A1"], made.active["B1"], made.active["A2"], made.active["B2"] = "Delft", "x", "weg", "y"
        made.active.merge_cells("A1:A3")
        made.active["B3"] = "z"

    assert sent(book(fill), "lijst.xlsx")[0].rows == [["Delft", "x"], ["Delft", "y"], ["Delft", "z"]]


def test_formula_without_its_value_is_told():
    def fill(made):
        made.active.append(["a", "=1+1", "b"])
        made.active.append(["c", "d", "=A1"])

    assert sent(book(fill), "lijst.xlsx")[0].rows == [["a", Faulty("formula"), "b"], ["c", "d", Faulty("formula")]]


def test_value_that_a_program_worked_out_is_taken():
    content = book(lambda made: made.active.append(["=1+1"]))
    with_value = rewritten(content, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>", b"<v />", b"<v>2</v>")
    assert sent(with_value, "lijst.xlsx")[0].rows == [[2]]


def rewritten(content: bytes, part: str, *pairs: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        parts[part] = parts[part].replace(old, new)
    return archive(parts)


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(uploads.Refused) as refused:
        sent(content, name)
    assert refused.value.message.endswith((".", "?"))
    return refused.value.code


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>'
)


def test_hostile_files_are_refused_with_a_sentence():
    plain = book(lambda made: made.active.append(["a"]))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(plain)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    bad = {
        "empty": (b"", "leeg.csv", "file_is_empty"),
        "only blanks": (b" ;;\r\n ; ;\r\n", "leeg.csv", "file_has_no_rows"),
        "empty workbook": (book(lambda made: None), "leeg.xlsx", "file_has_no_rows"),
        "password or XLS": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "geheim.xlsx", "file_is_locked_or_old"),
        "macros": (archive({**parts, "xl/vbaProject.bin": b"x"}), "macro.xlsx", "file_has_macros"),
        "macros by name": (plain, "macro.xlsm", "file_is_not_what_its_name_says"),
        "bomb": (archive({**parts, "xl/media/a": b"\0" * 70_000_000}), "bom.xlsx", "file_unpacks_too_large"),
        "entities": (archive({**parts, "xl/worksheets/sheet1.xml": ENTITIES}), "bom.xlsx", "file_is_damaged"),
        "no workbook": (XLSX, "kapot.xlsx", "file_is_damaged"),
        "picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "foto.csv", "file_type_is_unknown"),
        "program": (b"MZ\x90\x00", "lijst.csv", "file_type_is_unknown"),
        "open quote": (b'a;b\n"' + b"x" * 200_000, "lijst.csv", "file_is_no_table"),
    }
    assert {kind: refusal(content, name) for kind, (content, name, _code) in bad.items()} == {
        kind: code for kind, (_content, _name, code) in bad.items()
    }


def test_sheet_with_too_many_columns_or_rows_says_so():
    wide = sent((";".join(f"k{n}" for n in range(201)) + "\n").encode())[0]
    assert (wide.rows, "201" in wide.fault) == ([], True)
    assert sent((";".join(f"k{n}" for n in range(200)) + ";;;;\n").encode())[0].columns == 200
    long = sent(b"a;b\n" * (sheets.MOST_ROWS + sheets.LINES_ABOVE + 1))[0]
    assert (long.rows, "100000" in long.fault) == ([], True)
    assert len(sent(b"a;b\n" * 100_001 + b"\n" * 500)[0].rows) == 100_001


def test_head_reads_no_further():
    assert len(sheets.parse(b"a;b\n" * 1000, head=5)[0].rows) == 5


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (4, "4"), (Decimal("2.5"), "2.5"), (date(2018, 12, 31), "2018-12-31"), (True, "1"),
        (Faulty("error", "#N/A"), "#N/A"), ("x", "x"),
    ],
    ids=str,
)  # fmt: skip
def test_cell_as_text(cell, text):
    assert sheets.as_text(cell) == text


def test_lines_come_one_by_one_as_the_whole_sheet_has_them(monkeypatch):
    def fill(made):
        made.active.title = "Lijst"
        made.active.append(["a", None, "=1+1", None])
        made.active["A3"] = "b"

    content = book(fill)
    assert (
        list(sheets.lines(content, "Lijst"))
        == sheets.parse(content)[0].rows
        == [["a", None, Faulty("formula")], [], ["b"]]
    )
    text = "sep=,\r\nnaam,plaats\r\n\r\nCafé,Delft\r\n,\r\n".encode("cp1252")
    assert list(sheets.lines(text, "")) == [["naam", "plaats"], [], ["Café", "Delft"]]
    monkeypatch.setattr(sheets, "MOST_ROWS", -18)
    with pytest.raises(uploads.Refused) as refused:
        list(sheets.lines(text, ""))
    assert refused.value.code == "sheet_is_too_large"
