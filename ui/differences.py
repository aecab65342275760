"""What differs between two texts, word by word. Shown by templates/components/words.html."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True)
class Piece:
    """Some words, and what happened to them: same, added or removed."""

    text: str
    kind: str = SAME


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The new text with the words that went and came, in reading order."""
    before, after = re.findall(r"\S+\s*|\s+", old), re.findall(r"\S+\s*|\s+", new)
    pieces: list[Piece] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(after[j1:j2])))
            continue
        if i1 < i2:
            pieces.append(Piece("".join(before[i1:i2]), REMOVED))
        if j1 < j2:
            pieces.append(Piece("".join(after[j1:j2]), ADDED))
    return tuple(pieces)
