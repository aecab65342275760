"""The register of annexes: search, filters, sorting, and the same list as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import asked
from reports.frozen import FREEZABLE, GONE
from reports.models import Annex
from ui import filters
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
MOST_WORDS = 10
RELEASED, KEPT, REPLACED = "released", "kept", "replaced"
STATES = {
    RELEASED: ("openbaar", gettext_lazy("Public"), "success"),
    KEPT: ("intern", gettext_lazy("Not public yet"), "neutral"),
    REPLACED: ("vervangen", gettext_lazy("Replaced"), "warning"),
}
SORTS = {
    "number": ("year", "sequence"),
    "title": ("title",),
    "valid": ("valid_on",),
    "made": ("recorded_at",),
}
FIRST_SORT = "-number"
# What lists and pages of one annex show beside it; the bytes stay where they are.
RELATED = ("replaces__release", "replaced_by__release", "release", "recorded_by")


@dataclass(frozen=True)
class Question:
    """What somebody asked of the register; anything unknown counts as not asked. `view`: a key of frozen.FREEZABLE."""

    state: str = ""
    words: str = ""
    sort: str = FIRST_SORT
    view: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        names = {name: key for key, (name, _label, _kind) in STATES.items()}
        view = query.get("overzicht", "")
        read = asked.read(query, states=names, sorts=SORTS, first=FIRST_SORT)
        return cls(**read, view=view if view in FREEZABLE else "")

    def address(self, **changes: str) -> str:
        """Of the list with this question, but for what changes."""
        given = {"q": self.words, **dict(self.chosen)}
        return "?" + urlencode({name: value for name, value in {**given, **changes}.items() if value})

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What is chosen beside the words, as the address says it."""
        given = {
            "stand": STATES[self.state][0] if self.state else "",
            "overzicht": self.view,
            "sort": "" if self.sort == FIRST_SORT else self.sort,
        }
        return [(name, value) for name, value in given.items() if value]


def known() -> filters.Known:
    """What the list can be asked."""
    return {
        "stand": (_("State"), [name for name, _label, _kind in STATES.values()]),
        "overzicht": (_("View"), FREEZABLE),
        "sort": filters.sorting(SORTS),
    }


def readable(everything: bool) -> QuerySet[Annex]:
    """All annexes, or what is public; without their bytes."""
    annexes = Annex.objects.select_related(*RELATED).defer("csv", "content")
    return annexes if everything else annexes.filter(release__isnull=False)


def found(question: Question, everything: bool) -> QuerySet[Annex]:
    fits = _with_words(question) & _in_state(question.state, everything) & _of_view(question)
    return readable(everything).filter(fits).order_by(*asked.columns_of(question.sort, SORTS), "-pk")


def _with_words(question: Question) -> Q:
    fits = Q()
    for word in question.words.split()[:MOST_WORDS]:
        fits &= Q(number__icontains=word) | Q(title__icontains=word) | Q(question__icontains=word)
    return fits


def _of_view(question: Question) -> Q:
    return Q(view=question.view) if question.view else Q()


def _in_state(state: str, everything: bool) -> Q:
    replaced, released = _replaced(everything), Q(release__isnull=False)
    states = {"": Q(), REPLACED: replaced, RELEASED: released & ~replaced, KEPT: ~released & ~replaced}
    return states[state]


def _replaced(everything: bool) -> Q:
    """For who sees only what is public: by an annex that is."""
    return Q(replaced_by__isnull=False) if everything else Q(replaced_by__release__isnull=False)


def numbers(question: Question, everything: bool) -> dict[str, int]:
    """How many there are in all ("all"), and of what else is asked: together ("") and by state. One statement."""
    others = _with_words(question) & _of_view(question)
    fits = {f"in_{state}": others & _in_state(state, everything) for state in ("", *STATES)}
    counts = {name: Count("pk", filter=Q(pk__isnull=False) & one) for name, one in fits.items()}
    counted = readable(everything).order_by().aggregate(all=Count("pk"), **counts)
    return {"all": counted["all"], **{state: counted[f"in_{state}"] for state in ("", *STATES)}}


def by_view(question: Question, everything: bool) -> list[tuple[str, str, int]]:
    """All views ("") and each of which there is an annex: key, title, and how many fit what else is asked.

    One statement.
    """
    others = Q(pk__isnull=False) & _with_words(question) & _in_state(question.state, everything)
    views = list(readable(everything).order_by().values_list("view").annotate(number=Count("pk", filter=others)))
    known = [(key, str(FREEZABLE[key].title), number) for key, number in views if key in FREEZABLE]
    every = ("", _("All"), sum(number for _key, number in views))
    return [every, *sorted(known, key=lambda one: one[1])]


def view_title(annex: Annex) -> str:
    return str(FREEZABLE.get(annex.view, GONE).title)


def newer(annex: Annex, everything: bool) -> Annex | None:
    """The annex that took the place of this one, for who may know of it."""
    found = getattr(annex, "replaced_by", None)
    return found if found and (everything or hasattr(found, "release")) else None


def badge(annex: Annex, everything: bool) -> dict[str, str]:
    state = RELEASED if hasattr(annex, "release") else KEPT
    _name, label, kind = STATES[REPLACED if newer(annex, everything) else state]
    return {"text": str(label), "kind": kind}


def as_file(annexes: Iterable[Annex], everything: bool) -> str:
    columns = [
        _("Number"),
        _("Title"),
        _("Question"),
        _("View"),
        _("As valid on"),
        _("Made on"),
        _("State"),
        _("Letter to Parliament"),
        _("Sent on"),
        _("Replaces"),
        _("Replaced by"),
        _("SHA-256 of the CSV"),
        _("Demonstration"),
    ]
    return as_csv(columns, (_cells(one, everything) for one in annexes))


def _cells(annex: Annex, everything: bool) -> list[object]:
    release = getattr(annex, "release", None)
    later = newer(annex, everything)
    return [
        annex.number,
        annex.title,
        annex.question,
        view_title(annex),
        annex.valid_on.isoformat(),
        annex.made_on.isoformat(),
        badge(annex, everything)["text"],
        release.document if release else "",
        release.sent_on.isoformat() if release else "",
        annex.replaces.number if annex.replaces else "",
        later.number if later else "",
        annex.sha256,
        _("Demonstration: invented") if annex.demo else "",
    ]
