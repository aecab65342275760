"""Documents: what PDF/UA asks for, text that is never markup, characters that no font has, fonts that are away."""

import shutil
import time
from datetime import UTC, datetime

import pytest
import typst
from django.test import override_settings
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf import read
from ui import charts, documents

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = '#import "/documents/house.typ": *\n#show: paper\n= #house.title\n#content.text\n'


@pytest.fixture
def template(tmp_path, monkeypatch):
    """`template(text)` puts a template beside the house's own and returns its name."""
    shutil.copytree(documents.TEMPLATES / "documents", tmp_path / "documents")
    monkeypatch.setattr(documents, "TEMPLATES", tmp_path)

    def write(text=WORDS):
        (tmp_path / "one.typ").write_text(text)
        return "one.typ"

    return write


def made(name, text="", title="Een brief", language="nl", **content):
    return documents.pdf(name, {"text": text, **content}, title=title, language=language, made_at=NOON)


def test_document_says_its_title_language_and_standard(template):
    seen = read(made(template(), "Goedemiddag"))

    assert (seen.title, seen.language, seen.standard) == ("Een brief", "nl", "PDF/UA-1")
    assert seen.headings == ("/H1",)
    assert "Goedemiddag" in seen.text


def test_margins_are_in_the_language_of_the_reader(template):
    with translation.override("en"):
        english = read(made(template(), "x", language="en")).text

    assert "22 November 2026" in english
    assert "Page 1 of 1" in english
    assert "Bladzijde 1 van 1" in read(made(template(), "x")).text


def test_demonstration_stands_on_every_page_and_is_read_aloud(template):
    name = template(WORDS + "#pagebreak()\n#content.text")

    with override_settings(DEMO=True):
        pages = read(made(name, "x")).pages

    assert [page.count("Demonstratie") for page in pages] == [2, 1]
    assert [page.count("Demonstratie") for page in read(made(name, "x")).pages] == [0, 0]


@pytest.mark.parametrize(
    "text",
    ["#panic()", '"); #read("/etc/passwd"', "*vet* _schuin_ $x$ @wie <hier> // weg", "= Kop", "\\u{41}", "{{ x }}"],
)
def test_what_somebody_typed_is_never_markup(template, text):
    seen = read(made(template(), text))

    assert " ".join(text.split()) in seen.text
    assert seen.headings == ("/H1",)


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_text_makes_a_document(text):
    data = documents.printable({"text": text, "more": [text, 1, None]})

    assert all(character in "\n" + documents.NOT_SHOWN or _shown(character) for character in data["text"])
    assert data["more"] == [data["text"], 1, None]


def _shown(character):
    return any(first <= ord(character) <= last for first, last in documents.SHOWN)


def test_every_character_that_is_let_through_can_be_shown(template):
    every = "".join(chr(code) for first, last in documents.SHOWN for code in range(first, last + 1))

    assert read(made(template(), every + documents.NOT_SHOWN)).standard == "PDF/UA-1"


def test_character_without_a_font_becomes_a_square(template):
    seen = read(made(template(), "Łask 日本\x07 café\u202e"))

    assert "Łask □□ café" in seen.text


def test_picture_without_alternative_text_stops_the_document(template):
    name = template(WORDS + '#figure(image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\'/>"), format: "svg"))')

    with pytest.raises(typst.TypstError, match="missing alt text"):
        made(name)


def test_document_without_a_title_is_refused(template):
    with pytest.raises(typst.TypstError, match="title"):
        made(template(), title="")


def test_chart_is_read_as_its_description(template):
    chart = charts.radar("Waar staat u?", ["A", "B", "C"], [charts.Series("U", (1, 2, None))], description="A 1, B 2")
    name = template(WORDS + "#radar(content.chart)\n#key(content.chart.shapes)")

    seen = read(made(name, chart=documents.drawing(chart)))

    assert seen.alternatives == ("A 1, B 2",)


def test_drawing_has_the_geometry_of_the_chart():
    chart = charts.radar("T", ["A", "B", "C"], [charts.Series("U", (1, 5, 3)), charts.Series("V", (None, 2, 2))])

    drawn = documents.drawing(chart)

    assert [len(ring) for ring in drawn["rings"]] == [3] * 5
    assert [len(shape["area"]) for shape in drawn["shapes"]] == [3, 0]
    assert drawn["shapes"][0]["area"][1] == list(drawn["axes"][1]["end"])


def test_table_repeats_its_head_and_marks_it(template):
    name = template(WORDS + '#data-table(("Wat", "Hoeveel"), content.rows, right: (1,))')

    seen = read(made(name, rows=[[f"Regel {number}", str(number)] for number in range(80)]))

    assert seen.tags.count("/TH") == 2
    assert all("Hoeveel" in page for page in seen.pages)


def test_pages_can_be_looked_at(template):
    images = documents.pages(template(), {"text": "x"}, title="T", language="nl", made_at=NOON)

    assert [image[:4] for image in images] == [b"\x89PNG"]


def test_same_data_make_the_same_document(template):
    assert made(template(), "x") == made(template(), "x")


def test_missing_font_is_an_error():
    with pytest.raises(documents.FontMissing, match="fira-sans-latin-500"):
        documents._font_folder(("fira-sans-5.3.0/fira-sans-latin-500-normal.woff2",))


def test_font_of_one_weight_is_an_error(monkeypatch, tmp_path):
    documents._fonts.cache_clear()
    monkeypatch.setattr(documents, "FONT_FILES", documents.FONT_FILES[:1])
    try:
        with override_settings(DATA_DIR=tmp_path), pytest.raises(documents.FontMissing, match="400"):
            documents._fonts()
    finally:
        documents._fonts.cache_clear()


def test_fonts_are_converted_once(tmp_path):
    with override_settings(DATA_DIR=tmp_path):
        first = documents._font_folder(documents.FONT_FILES)
        before = {path.name: path.stat().st_mtime_ns for path in first.iterdir()}
        second = documents._font_folder(documents.FONT_FILES)

    assert first == second
    assert {path.name: path.stat().st_mtime_ns for path in second.iterdir()} == before
    assert sorted(before) == ["fira-sans-latin-400-normal.ttf", "fira-sans-latin-700-normal.ttf"]


def test_document_takes_little_of_the_processor(template):
    made(template(), "x")
    start = time.process_time()
    made(template(), "x")
    assert time.process_time() - start < 0.3
