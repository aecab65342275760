"""How a proposal names a row. `row-service-12` is one that is there, `row-service-new-1a2b3c` a new one."""

import re
import uuid

from fieldlabs import sections
from fieldlabs.kinds import KINDS, Kind
from fieldlabs.models.parts import Part

PATTERN = re.compile(r"row-(?P<kind>[a-z]+)-(?:(?P<pk>[0-9]{1,12})|new-[0-9a-f]{6})")


def section_for(kind: Kind, row: Part | None) -> str:
    """The `section` of a proposal for this row; of a new row one that no other proposal has."""
    return f"row-{kind.key}-{row.pk}" if row else f"row-{kind.key}-new-{uuid.uuid4().hex[:6]}"


def read(section: str) -> tuple[Kind, int | None] | None:
    """The kind of row and the number of the row, None for a new one; None altogether for a section that is a form."""
    found = PATTERN.fullmatch(section)
    if not found or found["kind"] not in KINDS:
        return None
    return KINDS[found["kind"]], int(found["pk"]) if found["pk"] else None


def title_of(section: str) -> str:
    """What a proposal is about, for lists and letters."""
    named = read(section)
    return str(named[0].title if named else sections.SECTIONS[section].title)
