"""Documents as PDF/UA-1 by typst: for the table, the archive and the screen reader.

A document is a template and data. Templates are `.typ` files under `templates/` and begin with
`#import "/documents/house.typ": *`; they draw and hold no words. Data are plain JSON values in the language of the
document and go in as JSON, so that nothing that somebody typed is ever read as markup. What PDF/UA asks for stops the
document when it is missing: a title, a language, a text beside every picture, a font for every character.
"""

import json
import os
import tempfile
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from ui import formats
from ui.charts import Radar
from ui.vendor import VENDOR

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
HOUSE = "documents/house.typ"
FONT_FILES = tuple(f"fira-sans-5.3.0/fira-sans-latin-{weight}-normal.woff2" for weight in (400, 700))
FAMILY = "Fira Sans"
SENDER = "Smart Industry"

# What Fira Sans and the fonts inside typst can show, as first and last code point.
SHOWN = (
    (0x20, 0x7E),
    (0xA0, 0x377),
    (0x391, 0x3A1),
    (0x3A3, 0x482),
    (0x48A, 0x4FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x2040),
    (0x20A0, 0x20BF),
    (0x2190, 0x22FF),
)
NOT_SHOWN = "\N{WHITE SQUARE}"


class FontMissing(RuntimeError):
    """A vendored font is away or is not what it should be."""


def pdf(template: str, content: Mapping[str, object], **frame: object) -> bytes:
    """`templates/<template>` with `content`. The active language gives the words of the margins.

    `frame`: title, language, made_at; demo=True marks each page as a demonstration outside demo mode too.
    Raises typst.TypstError where the template is wrong or PDF/UA-1 is not met, and FontMissing.
    """
    return _compile(template, content, format="pdf", **frame)


def pages(template: str, content: Mapping[str, object], **frame: object) -> list[bytes]:
    """The same document as one PNG a page, to look at."""
    made = _compile(template, content, format="png", **frame)
    return made if isinstance(made, list) else [made]


def _compile(
    template: str,
    content: Mapping[str, object],
    *,
    title: str,
    language: str,
    made_at: datetime,
    format: str,  # noqa: A002 -- typst's own word
    demo: bool = False,
) -> bytes | list[bytes]:
    data = {"content": content, "house": _house(title, language, made_at, demo or settings.DEMO)}
    return typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format=format,
        pdf_standards=["ua-1"] if format == "pdf" else [],
        timestamp=int(made_at.timestamp()),
        sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
    )


def _house(title: str, language: str, made_at: datetime, demo: bool) -> dict[str, object]:
    """What stands in the margins of every page."""
    return {
        "title": title,
        "language": language,
        "sender": SENDER,
        "date": formats.date_long(made_at),
        # {page} and {pages} are filled in on each page.
        "page": _("Page {page} of {pages}"),
        "demo": _("Demonstration – companies and people are invented") if demo else "",
    }


def printable(value: object) -> object:
    """The same data with only characters that the fonts can show; anything else becomes a white square."""
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            return value  # All of it is in the fonts; most of a long table is such text.
        return "".join(_character(one) for one in unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {str(key): printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value


def _character(one: str) -> str:
    if any(first <= ord(one) <= last for first, last in SHOWN):
        return one
    if one.isspace():
        return "\n" if one == "\n" else " "
    return "" if unicodedata.category(one) in {"Cc", "Cf"} else NOT_SHOWN


def drawing(chart: Radar) -> dict[str, object]:
    """A radar chart for `radar(…)` in house.typ: its geometry as numbers, and its description as alternative text."""
    return {
        "width": chart.width,
        "height": chart.height,
        "alt": chart.description,
        "centre": chart.centre,
        "rings": [_points(ring) for ring in chart.rings],
        "marks": [{"x": mark.x, "y": mark.y, "text": mark.text} for mark in chart.ring_marks],
        "axes": [
            {
                "end": axis.end,
                "mark": {"x": axis.mark.x, "y": axis.mark.y, "text": axis.mark.text},
                "lines": [{"x": line.x, "y": line.y, "text": line.text, "anchor": line.anchor} for line in axis.lines],
            }
            for axis in chart.axes
        ],
        "shapes": [
            {
                "name": shape.name,
                "hue": shape.hue,
                "area": _points(shape.area),
                "segments": shape.segments,
                "points": shape.points,
            }
            for shape in chart.shapes
        ],
    }


def _points(path: str) -> list[list[float]]:
    """ "1,2 3,4" → [[1.0, 2.0], [3.0, 4.0]]."""
    return [[float(number) for number in pair.split(",")] for pair in path.split()]


@cache
def _fonts() -> typst.Fonts:
    """Fira Sans and what typst carries; never a font of the machine, so that a document is the same everywhere."""
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_font_folder(FONT_FILES))]
    )
    weights = {font.weight for font in found.fonts() if font.family == FAMILY}
    if weights != {400, 700}:
        raise FontMissing(f"{FAMILY} 400 and 700 are needed, found: {sorted(weights)}")
    return found


def _font_folder(files: tuple[str, ...]) -> Path:
    """The vendored fonts as TTF, which typst reads; made once per content, under DATA_DIR."""
    sources = [VENDOR / name for name in files]
    missing = [str(path) for path in sources if not path.is_file()]
    if missing:
        raise FontMissing(f"missing: {', '.join(missing)}")
    folder = settings.DATA_DIR / "fonts" / sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources:
        target = folder / f"{source.stem}.ttf"
        if not target.exists():
            _convert(source, target)
    return folder


def _convert(source: Path, target: Path) -> None:
    """WOFF2 to TTF; in one move, so that two processes never read half a font."""
    font = TTFont(source)
    font.flavor = None
    handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        font.save(file)
    os.replace(temporary, target)
