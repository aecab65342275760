"""The rule on who must take part in a Fieldlab, as one check with its reasons. Pure: no ORM.

Source: Regeling nationale EZ-subsidies, title 3.6 (Stcrt. 2016, 68298): at least four entrepreneurs that are not
related, of which two SMEs, a research organisation and an educational institution. That rule was for the grant of 2017;
the portal uses it as a check, and refuses nothing by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SOURCE = "https://zoek.officielebekendmakingen.nl/stcrt-2016-68298.html"
COMPANIES, SMES, RESEARCH, EDUCATION = 4, 2, 1, 1


class Part(StrEnum):
    """What the rule counts."""

    COMPANIES = "companies"
    SMES = "smes"
    RESEARCH = "research"
    EDUCATION = "education"


NEEDED = {Part.COMPANIES: COMPANIES, Part.SMES: SMES, Part.RESEARCH: RESEARCH, Part.EDUCATION: EDUCATION}


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation that takes part. `is_sme` None: unknown. `group`: of companies, "" when it stands alone."""

    name: str
    kind: str
    is_sme: bool | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One part of the rule: who counts (companies of one group in one entry), and how many are needed."""

    part: Part
    who: tuple[str, ...]

    @property
    def needed(self) -> int:
        return NEEDED[self.part]

    @property
    def short(self) -> int:
        return max(self.needed - len(self.who), 0)

    @property
    def is_met(self) -> bool:
        return self.short == 0


@dataclass(frozen=True, slots=True)
class Composition:
    """The four parts, and what explains them: companies without a size, and groups that count as one."""

    parts: tuple[Counted, ...]
    size_unknown: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]

    @property
    def is_met(self) -> bool:
        return all(one.is_met for one in self.parts)


def judge(members: Iterable[Member]) -> Composition:
    """Count. Companies of one group count once, and as an SME only if each of them is known to be one."""
    members = list(members)
    firms = _firms(one for one in members if one.kind == "company")
    names = tuple(" + ".join(one.name for one in firm) for firm in firms)
    smes = tuple(name for name, firm in zip(names, firms, strict=True) if all(one.is_sme is True for one in firm))
    return Composition(
        parts=(
            Counted(Part.COMPANIES, names),
            Counted(Part.SMES, smes),
            Counted(Part.RESEARCH, _named(members, "research")),
            Counted(Part.EDUCATION, _named(members, "education")),
        ),
        size_unknown=tuple(one.name for firm in firms for one in firm if one.is_sme is None),
        groups=tuple(tuple(one.name for one in firm) for firm in firms if len(firm) > 1),
    )


def _named(members: list[Member], kind: str) -> tuple[str, ...]:
    return tuple(one.name for one in members if one.kind == kind)


def _firms(companies: Iterable[Member]) -> list[list[Member]]:
    """Companies by group; how a group's name is spaced or capitalised does not matter."""
    firms: dict[object, list[Member]] = {}
    for number, one in enumerate(companies):
        group = " ".join(one.group.split()).casefold()
        firms.setdefault(group or number, []).append(one)
    return list(firms.values())
