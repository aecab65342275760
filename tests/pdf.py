"""Reads a document back as a screen reader would: its text, its language and the tree of its structure."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf


@dataclass(frozen=True)
class Seen:
    """`tags`: every structure element in order; `alternatives`: what stands beside each Figure (None: nothing)."""

    title: str
    language: str
    standard: str
    pages: tuple[str, ...]
    tags: tuple[str, ...]
    alternatives: tuple[str | None, ...]
    links: tuple[str, ...]

    @property
    def text(self) -> str:
        """On one line."""
        return " ".join(" ".join(self.pages).split())

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(tag for tag in self.tags if tag in {"/H1", "/H2", "/H3", "/H4"})


def read(document: bytes) -> Seen:
    reader = pypdf.PdfReader(io.BytesIO(document))
    root = reader.trailer["/Root"]
    elements = list(_elements(root["/StructTreeRoot"]))
    annotations = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return Seen(
        title=reader.metadata.title,
        language=str(root["/Lang"]),
        standard=_standard(root["/Metadata"].get_data().decode()),
        pages=tuple(page.extract_text() for page in reader.pages),
        tags=tuple(str(element["/S"]) for element in elements),
        alternatives=tuple(element.get("/Alt") for element in elements if element["/S"] == "/Figure"),
        links=tuple(str(note["/A"]["/URI"]) for note in annotations if "/A" in note),
    )


def _elements(node) -> Iterator[pypdf.generic.DictionaryObject]:
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        element = child.get_object()
        if isinstance(element, pypdf.generic.DictionaryObject) and "/S" in element:
            yield element
            yield from _elements(element)


def _standard(metadata: str) -> str:
    """ "PDF/UA-1" when the document says so itself."""
    return "PDF/UA-1" if "<pdfuaid:part>1</pdfuaid:part>" in metadata else ""
