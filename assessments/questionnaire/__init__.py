"""The questionnaire: its shape, its loader and its checker.

A questionnaire is a TOML file in `assessments/questionnaires/`. `load` reads one and either returns it or names
every fault by file and line. Nothing here knows the database.
"""

from functools import cache
from pathlib import Path

from assessments.questionnaire.reading import (
    Fault,
    QuestionnaireFaults,
    digest_of,
    load,
)
from assessments.questionnaire.shapes import (
    DEEP,
    DRAFT,
    GOALS,
    LEVELS,
    PUBLISHED,
    QUICK,
    TAGS,
    TRANSFORMATIONS,
    Dimension,
    Question,
    Questionnaire,
    Statement,
)

__all__ = [
    "DEEP",
    "DRAFT",
    "FOLDER",
    "GOALS",
    "LEVELS",
    "PUBLISHED",
    "QUICK",
    "TAGS",
    "TRANSFORMATIONS",
    "Dimension",
    "Fault",
    "Question",
    "Questionnaire",
    "QuestionnaireFaults",
    "Statement",
    "catalogue",
    "current",
    "digest_of",
    "load",
    "of_version",
]

FOLDER = Path(__file__).parent.parent / "questionnaires"


@cache
def catalogue() -> tuple[Questionnaire, ...]:
    """Every version in the folder, oldest first. Read once per process; raises QuestionnaireFaults."""
    found = [load(path) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=_version_order))


@cache
def current() -> Questionnaire:
    """The version that new scans use: the newest published one, or the newest draft while none is published."""
    published = [questionnaire for questionnaire in catalogue() if questionnaire.status == PUBLISHED]
    return (published or catalogue())[-1]


def of_version(version: str) -> Questionnaire:
    """The questionnaire that a stored scan was filled in with. Raises LookupError when it is not in the folder."""
    for questionnaire in catalogue():
        if questionnaire.version == version:
            return questionnaire
    raise LookupError(f"There is no questionnaire of version {version}.")


def _version_order(questionnaire: Questionnaire) -> tuple[int, ...]:
    return tuple(int(part) for part in questionnaire.version.split("."))
