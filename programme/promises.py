"""What the letter promised to Parliament, and what the ministry contributes to each project, by kind.

Both are read from programme/data/ at the first use: they are facts about documents, and nobody changes them in the
portal. The columns are described in programme/data/README.md.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programme.reference import Row, locators, rows
from ui.language import local


class Kind(TextChoices):
    """What a contribution to a project is made of."""

    MONEY = "money", pgettext_lazy("contribution", "money")
    INSTITUTE = "institute", _("money through an institute")
    PEOPLE = "people", pgettext_lazy("contribution", "people")
    SCHEMES = "schemes", _("existing schemes and funds")
    POLICY = "policy", _("policy")


class State(TextChoices):
    """What became of a promise, as far as a source says so."""

    KEPT = "kept", pgettext_lazy("promise", "kept")
    PARTLY = "partly", pgettext_lazy("promise", "partly established")
    UNKNOWN = "unknown", pgettext_lazy("promise", "unknown")


@dataclass(frozen=True)
class Contribution:
    """`figure`: key of the amount, which may be unknown; "" where it is no money. Texts end in _nl and _en."""

    project: str
    kind: Kind
    figure: str
    what_nl: str
    what_en: str
    locator_nl: str
    locator_en: str

    @property
    def what(self) -> str:
        return local(self, "what")

    @property
    def locator(self) -> str:
        return local(self, "locator")


@dataclass(frozen=True)
class Promise:
    """`due_on`: the last day that its words allow, None: no day given. `state_on`: the day on which it was kept.

    `source` and `state_source`: slugs of sources, the second "" where none says what became of it.
    """

    key: str
    what_nl: str
    what_en: str
    by_nl: str
    by_en: str
    promised_on: date
    due_nl: str
    due_en: str
    due_on: date | None
    source: str
    locator_nl: str
    locator_en: str
    state: State
    state_nl: str
    state_en: str
    state_on: date | None
    state_source: str
    figures: tuple[str, ...]

    @property
    def what(self) -> str:
        return local(self, "what")

    @property
    def locator(self) -> str:
        return local(self, "locator")


@cache
def promises() -> tuple[Promise, ...]:
    """In the order of the file: money first."""
    return tuple(_promise(row) for row in rows("promises"))


@cache
def contributions() -> tuple[Contribution, ...]:
    return tuple(
        Contribution(
            row["project"],
            Kind(row["kind"]),
            row["figure_key"],
            row["what_nl"],
            row["what_en"],
            **locators(row["locator"]),
        )
        for row in rows("project_contributions")
    )


def _promise(row: Row) -> Promise:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("due_on", "state_on")}
    texts = {name: row[name] for name in ("what_nl", "what_en", "by_nl", "by_en", "due_nl", "due_en")}
    return Promise(
        key=row["key"],
        promised_on=date.fromisoformat(row["promised_on"]),
        source=row["source"],
        state=State(row["state"]),
        state_nl=row["state_nl"],
        state_en=row["state_en"],
        state_source=row["state_source"],
        figures=tuple(key for key in row["figures"].split(";") if key),
        **texts,
        **days,
        **locators(row["locator"]),
    )
