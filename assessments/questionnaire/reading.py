"""Reading and checking at once: whatever is wrong is noted by its line, and reading goes on to find the rest."""

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from assessments.questionnaire.lines import Where, line_numbers
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

LICENCE = "CC-BY-4.0"
WHOLE_WEIGHT = 100  # the weights of a dimension, when given, sum to this

# Left out of the digest: they say how a text stands, not what it says.
STATE_KEYS = ("status", "sha256")


class Fault(NamedTuple):
    line: int
    sentence: str


class QuestionnaireFaults(Exception):  # noqa: N818 - it carries many faults, as its name says
    """All faults of one file, by line; as text one `file:line: sentence` on each line."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        self.path = path
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(f"{path}:{line}: {sentence}" for line, sentence in self.faults))


def load(path: Path) -> Questionnaire:
    """Read and check one file. Raises QuestionnaireFaults with everything that is wrong with it."""
    text, data = _parse(path)
    sheet = _Sheet(line_numbers(text))
    questionnaire = _read_questionnaire(_Table(sheet, data, ()), path)
    if sheet.faults:
        raise QuestionnaireFaults(path, sheet.faults)
    return questionnaire


def digest_of(data: dict[str, Any]) -> str:
    """SHA-256 (hex) over parsed content: keys sorted, comments, layout, status and the stored hash left out.

    It is taken from the file's data and not from the dataclasses, so that a published version keeps its
    digest when this module learns new keys.
    """
    content = {key: value for key, value in data.items() if key not in STATE_KEYS}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _parse(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_bytes().decode()
        return text, tomllib.loads(text)
    except OSError as error:
        fault = Fault(1, f"The file cannot be read: {error.strerror}.")
    except UnicodeDecodeError as error:
        fault = Fault(error.object[: error.start].count(b"\n") + 1, "The file is not UTF-8.")
    except tomllib.TOMLDecodeError as error:
        at = re.search(r" \(at line (\d+), column \d+\)$| \(at end of document\)$", str(error))
        line = int(at[1]) if at and at[1] else len(text.splitlines())
        fault = Fault(line, f"This is not TOML: {str(error).removesuffix(at[0] if at else '')}.")
    raise QuestionnaireFaults(path, [fault])


class _Sheet:
    """One file while it is read: where its keys stand, the faults and the question ids met so far."""

    def __init__(self, lines: dict[Where, int]) -> None:
        self.lines = lines
        self.faults: list[Fault] = []
        self.ids: set[str] = set()

    def line(self, where: Where) -> int:
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


class _Table:
    """One table of the file, with its place in it."""

    def __init__(self, sheet: _Sheet, values: dict[str, Any], where: Where) -> None:
        self.sheet = sheet
        self.values = values
        self.where = where

    def fault(self, sentence: str, *, at: str = "") -> None:
        where = (*self.where, at) if at else self.where
        self.sheet.faults.append(Fault(self.sheet.line(where), sentence))

    def only(self, *known: str) -> None:
        for key in self.values.keys() - set(known):
            self.fault(f"The key {key} is unknown here.", at=key)

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if value is None:
            self.fault(f"{key} is missing.")
        elif not isinstance(value, str) or not value.strip():
            self.fault(f"{key} must be a text and may not be empty.", at=key)
        elif value != " ".join(value.split()):
            self.fault(f"{key} has white space too much.", at=key)
        else:
            return value
        return ""

    def both(self, key: str) -> tuple[str, str]:
        """The Dutch and the English text of a key."""
        dutch, english = self.text(f"{key}_nl"), self.text(f"{key}_en")
        if dutch and dutch == english:
            self.fault(f"{key}_nl and {key}_en are the same text.", at=f"{key}_en")
        return dutch, english

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        value = self.text(key)
        if value and value not in known:
            self.fault(f"{key} {value} is unknown; known are: {', '.join(known)}.", at=key)
        return value

    def some_of(self, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
        values = self.values.get(key)
        if values is None:
            self.fault(f"{key} is missing.")
            return ()
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.fault(f"{key} must be a list of texts.", at=key)
            return ()
        for value in sorted(set(values) - set(known)):
            self.fault(
                f"{key} names {value}, which is unknown; known are: {', '.join(known)}.",
                at=key,
            )
        if len(set(values)) < len(values):
            self.fault(f"{key} names something twice.", at=key)
        return tuple(values)

    def tables(self, key: str) -> list["_Table"]:
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.fault(f"{key} must be tables, each under [[…{key}]].", at=key)
            return []
        return [_Table(self.sheet, value, (*self.where, key, index)) for index, value in enumerate(values)]


def _read_questionnaire(table: _Table, path: Path) -> Questionnaire:
    table.only(
        *("slug", "version", "status", "sha256", "licence", "dimensions"),
        *(f"{key}_{language}" for key in ("title", "instruction", "licence") for language in ("nl", "en")),
    )
    slug, version = _read_name(table, path)
    title, instruction, licence = (
        table.both("title"),
        table.both("instruction"),
        table.both("licence"),
    )
    parts = table.tables("dimensions")
    dimensions = tuple(_read_dimension(part) for part in parts)
    _check_dimensions(table, parts)
    digest = digest_of(table.values)
    return Questionnaire(
        slug, version, _read_status(table, digest), *title, *instruction,
        table.one_of("licence", (LICENCE,)), *licence, dimensions, digest,
    )  # fmt: skip


def _read_name(table: _Table, path: Path) -> tuple[str, str]:
    slug, version = table.text("slug"), table.text("version")
    if version and not re.fullmatch(r"20\d\d\.[1-9]\d*", version):
        table.fault(f"version {version} must be a year and a number, like 2026.1.", at="version")
    elif slug and version and path.name != f"{slug}-{version}.toml":
        table.fault(
            f"slug and version ask for the file name {slug}-{version}.toml.",
            at="version",
        )
    return slug, version


def _read_status(table: _Table, digest: str) -> str:
    status = table.one_of("status", (DRAFT, PUBLISHED))
    stored = table.values.get("sha256")
    if status == PUBLISHED and stored is None:
        table.fault(f"A published questionnaire needs its sha256: {digest}.", at="status")
    elif status == PUBLISHED and stored != digest:
        table.fault(
            f"The content changed after publication: its sha256 is now {digest}.",
            at="sha256",
        )
    elif status == DRAFT and stored is not None:
        table.fault("A draft has no sha256 yet.", at="sha256")
    return status


def _check_dimensions(table: _Table, parts: list[_Table]) -> None:
    seen: list[str] = []
    for part in parts:
        slug = part.values.get("slug")
        if slug in seen:
            part.fault(f"The dimension {slug} stands here twice.", at="slug")
        elif slug in TRANSFORMATIONS:
            seen.append(slug)
            if seen != sorted(seen, key=TRANSFORMATIONS.index):
                part.fault(
                    f"The dimension {slug} is not in the order of the transformations.",
                    at="slug",
                )
    for slug in TRANSFORMATIONS:
        if slug not in seen:
            table.fault(f"The dimension {slug} is missing.")


def _read_dimension(table: _Table) -> Dimension:
    table.only("slug", "name_nl", "name_en", "questions")
    slug = table.one_of("slug", TRANSFORMATIONS)
    questions = tuple(_read_question(part, slug) for part in table.tables("questions"))
    _check_depths(table, [question.depth for question in questions])
    _check_weights(table, [question.weight for question in questions])
    return Dimension(slug, *table.both("name"), questions)


def _check_depths(table: _Table, depths: list[str]) -> None:
    if depths.count(QUICK) != 1:
        table.fault(f"A dimension has exactly one quick question, this one has {depths.count(QUICK)}.")
    elif depths[0] != QUICK:
        table.fault("The quick question of a dimension comes first.")


def _check_weights(table: _Table, weights: list[int | None]) -> None:
    given = [weight for weight in weights if weight is not None]
    if given and len(given) < len(weights):
        table.fault("Either all questions of a dimension have a weight or none has.")
    elif given and sum(given) != WHOLE_WEIGHT:
        table.fault(f"The weights of a dimension sum to {WHOLE_WEIGHT}, these to {sum(given)}.")


def _read_question(table: _Table, transformation: str) -> Question:
    table.only(
        *(
            "id",
            "depth",
            "text_nl",
            "text_en",
            "help_nl",
            "help_en",
            "goals",
            "tags",
            "weight",
            "statements",
        ),
    )
    goals = table.some_of("goals", GOALS)
    if table.values.get("goals") == []:
        table.fault("A question serves at least one goal.", at="goals")
    return Question(
        _read_id(table), transformation, table.one_of("depth", (QUICK, DEEP)), *table.both("text"),
        *table.both("help"), goals, table.some_of("tags", TAGS), _read_weight(table), _read_statements(table),
    )  # fmt: skip


def _read_id(table: _Table) -> str:
    value = table.text("id")
    if value and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        table.fault(f"id {value} must be lower-case letters, digits and single hyphens.", at="id")
    elif value and value in table.sheet.ids:
        table.fault(f"id {value} is in use already.", at="id")
    table.sheet.ids.add(value)
    return value


def _read_weight(table: _Table) -> int | None:
    value = table.values.get("weight")
    if value is None or (type(value) is int and 0 < value <= WHOLE_WEIGHT):
        return value
    table.fault(f"weight must be a whole number from 1 to {WHOLE_WEIGHT}.", at="weight")
    return None


def _read_statements(table: _Table) -> tuple[Statement, ...]:
    parts = table.tables("statements")
    # repr, because in Python true and 1.0 equal 1
    if [repr(part.values.get("level")) for part in parts] != [repr(level) for level in LEVELS]:
        table.fault("A question has five statements, of level 1 to 5 in that order.")
    statements = tuple(_read_statement(part) for part in parts)
    _check_texts_differ(parts, [statement.text_nl for statement in statements], "text_nl")
    _check_texts_differ(parts, [statement.text_en for statement in statements], "text_en")
    return statements


def _check_texts_differ(parts: list[_Table], texts: list[str], key: str) -> None:
    for index, (part, text) in enumerate(zip(parts, texts, strict=True)):
        if text and text in texts[:index]:
            part.fault(f"{key} is the same as of an earlier statement of this question.", at=key)


def _read_statement(table: _Table) -> Statement:
    level = table.values.get("level")
    table.only("level", "text_nl", "text_en", "to_next_nl", "to_next_en")
    if level != LEVELS[-1]:
        return Statement(level, *table.both("text"), *table.both("to_next"))
    for key in ("to_next_nl", "to_next_en"):
        if key in table.values:
            table.fault(f"Level {level} is the highest and has no {key}.", at=key)
    return Statement(level, *table.both("text"), "", "")
