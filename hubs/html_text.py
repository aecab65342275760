"""The text of a letter that came as HTML: what a person reads, as plain lines. Pure; the result is never HTML."""

import re
from html.parser import HTMLParser

UNSEEN = {"script", "style", "head", "title", "template", "noscript", "svg", "math"}
BLOCKS = {
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in UNSEEN:
            self.unseen.append(tag)
        self._end_line(tag)
        if tag == "li":
            self.pieces.append("- ")
        if tag in ("td", "th"):
            self.pieces.append(" ")

    def handle_startendtag(self, tag, attrs):
        self._end_line(tag)

    def handle_endtag(self, tag):
        if tag in self.unseen:
            # What was opened inside it ends with it.
            del self.unseen[self.unseen.index(tag) :]
        self._end_line(tag)

    def _end_line(self, tag):
        if tag in BLOCKS:
            self.pieces.append("\n\n" if tag in APART else "\n")

    def handle_data(self, data):
        if not self.unseen:
            self.pieces.append(re.sub(r"\s+", " ", data))


def text_of(html: str) -> str:
    """Lines of text; of lists each item with a dash. Addresses behind links are left out: nobody is led anywhere."""
    for begin, end in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style")):
        html = _without(html, begin, end)
    reader = _Reader()
    # The parser reads on from each "<" that is never closed: many of them would keep it busy for minutes.
    reader.feed(re.sub(r"<(?![^<>]*>)", "&lt;", html))
    reader.close()
    lines = (line.strip() for line in re.sub(r"[ \t]+", " ", "".join(reader.pieces)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without(html: str, begin: str, end: str) -> str:
    """Without what stands between these, ends included; what is never closed goes to the end, as a browser reads it."""
    lower, pieces, at = html.lower(), [], 0
    if len(lower) != len(html):
        # A capital that becomes two letters: places would no longer agree.
        lower = html
    while (start := lower.find(begin, at)) >= 0:
        pieces.append(html[at:start])
        found = lower.find(end, start + len(begin))
        close = found if end.endswith(">") or found < 0 else lower.find(">", found)
        if found < 0 or close < 0:
            return "".join(pieces)
        at = close + (len(end) if end.endswith(">") else 1)
    return "".join(pieces) + html[at:]
