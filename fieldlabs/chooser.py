"""Which Fieldlab fits my question: from an address to answers, and from what fits to reasons in plain words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from fieldlabs import cards, search, spots
from fieldlabs.candidates import candidates, respelled
from fieldlabs.chooser_forms import WANTS, GoalForm, PlaceForm, Step, SubjectForm
from fieldlabs.choosing import Fit, Match, Question, rank
from fieldlabs.finding import Known
from fieldlabs.models import Service
from fieldlabs.words import MOST_CHARACTERS, words
from programme.models import Transformation
from ui.language import local

MOST = 10
NEARBY = 50
"""Kilometres that count as near when somebody names a place and no distance."""
RESULT = "uitslag"
STEPS = ("1", "2", "3", RESULT)


@dataclass(frozen=True)
class Answers:
    """What the address says, as typed. `transformations`: all there are to choose from."""

    goal: str
    subject: str
    words: str
    where: spots.Where
    transformations: list[Transformation]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of what was answered."""
        place = str(self.where.place.pk) if self.where.place else ""
        pairs = [("doel", self.goal), ("over", self.subject), ("woorden", self.words)]
        pairs += [("plaats", self.where.typed), ("plek", place), ("binnen", self.where.within)]
        return [(name, value) for name, value in pairs if value]

    @property
    def question(self) -> Question:
        within = self.where.within if self.where.spot else ""
        return Question(
            goal=self.goal,
            transformation=self.subject,
            words=tuple(words(self.words)),
            has_place=self.where.spot is not None,
            radius=int(within) if within.isdigit() else None,
        )

    @property
    def subject_name(self) -> str:
        return next((local(one, "name") for one in self.transformations if one.slug == self.subject), "")


def read(query: QueryDict) -> Answers:
    """What cannot be is left out. At most two queries."""
    transformations = list(Transformation.objects.order_by("number"))
    goal, subject = query.get("doel", ""), query.get("over", "")
    return Answers(
        goal=goal if goal in WANTS else "",
        subject=subject if subject in {one.slug for one in transformations} else "",
        words=query.get("woorden", "").strip(),
        where=spots.read(query),
        transformations=transformations,
    )


def step(query: QueryDict, answers: Answers) -> str:
    """Which page to show: the one that is asked for, or the first with a fault that comes before it."""
    asked = query.get("stap", "1")
    asked = asked if asked in STEPS else "1"
    if asked > "2" and len(answers.words) > MOST_CHARACTERS:
        return "2"
    return "3" if asked == RESULT and answers.where.problem else asked


def form(number: str, query: QueryDict, answers: Answers) -> Step:
    """The form of a step; it says what is wrong when the address asked for a later one."""
    own = {"1": ("doel",), "2": ("over", "woorden"), "3": ("plaats", "plek", "binnen")}[number]
    others = {name: value for name, value in answers.pairs if name not in own}
    others["stap"] = STEPS[STEPS.index(number) + 1]
    data = query if query.get("stap", "1") in STEPS and query.get("stap", "1") > number else None
    kwargs = {"others": others, "initial": {**dict(answers.pairs), **others}}
    if number == "1":
        return GoalForm(data, **kwargs)
    if number == "2":
        return SubjectForm(data, transformations=answers.transformations, **kwargs)
    return PlaceForm(data, where=answers.where, **kwargs)


def address(answers: Answers, number: str, *without: str) -> str:
    pairs = [(name, value) for name, value in answers.pairs if name not in without]
    return f"{reverse('fieldlabs:fieldlab_chooser')}?{urlencode([*pairs, ('stap', number)])}"


def skip(answers: Answers, number: str) -> str:
    """The next page, without an answer to this one."""
    own = {"1": ("doel",), "2": ("over", "woorden"), "3": ("plaats", "plek", "binnen")}[number]
    return address(answers, STEPS[STEPS.index(number) + 1], *own)


def steps(answers: Answers, current: str) -> list[dict[str, str]]:
    """For components/steps.html."""
    labels = (_("What do you want?"), _("About what?"), _("Where?"), _("Result"))
    at = STEPS.index(current)
    states = ["done" if number < at else "current" if number == at else "todo" for number in range(len(STEPS))]
    return [
        {"label": label, "url": address(answers, number) if state == "done" else "", "state": state}
        for label, number, state in zip(labels, STEPS, states, strict=True)
    ]


def summary(answers: Answers) -> list[dict[str, str]]:
    """The answers: question, answer, where to change it."""
    about = ", ".join(text for text in (answers.subject_name, answers.words) if text)
    spot, within = answers.where.spot, dict(spots.radii()).get(answers.where.within, "")
    rows = [
        (_("What do you want?"), str(WANTS.get(answers.goal, "")), "1"),
        (_("About what?"), about, "2"),
        (_("Where?"), f"{spot.name}, {within}" if spot else "", "3"),
    ]
    return [
        {"term": term, "value": value or _("skipped"), "url": address(answers, number)} for term, value, number in rows
    ]


@dataclass(frozen=True)
class Result:
    """`groups`: a heading, and the variables of components/card.html with reasons. `words`: looked for instead."""

    groups: list[tuple[str, list[dict[str, object]]]]
    words: tuple[str, ...] = ()

    @property
    def cards(self) -> list[dict[str, object]]:
        return [card for _heading, cards_of_it in self.groups for card in cards_of_it]


def result(answers: Answers, known: Known) -> Result:
    """What fits, the best first, with why. At most four statements."""
    question, instead = answers.question, ()
    found = candidates(question, answers.where.spot)
    if question.words and not any(one.found for one in found):
        instead = respelled(question.words)
        if instead:
            question = Question(question.goal, question.transformation, instead, question.has_place, question.radius)
            found = candidates(question, answers.where.spot)
    matches = rank(found, question, MOST)
    labs = {lab.pk: lab for lab in search.fieldlabs([one.candidate.id for one in matches], known.provinces)}
    shown = [
        {
            "km": one.candidate.km,
            **cards.card(labs[one.candidate.id], known),
            "reasons": reasons(one, answers),
            "whole": one.is_whole,
        }
        for one in matches
        if one.candidate.id in labs
    ]
    return Result(_grouped(shown, answers, question.radius or NEARBY), instead)


def _grouped(shown: list[dict[str, object]], answers: Answers, radius: int) -> list[tuple[str, list]]:
    """Each in the order of how well it fits; what lies far from the place that was asked stands apart."""
    spot = answers.where.spot
    if spot is None:
        return [(_("The best fit first"), shown)] if shown else []
    near = [card for card in shown if card["km"] is not None and card["km"] <= radius]
    values = {"number": radius, "place": spot.name}
    groups = [
        (_("Within %(number)s km of %(place)s, the best fit first") % values, near),
        (_("Further away, or we do not know how far"), [card for card in shown if card not in near]),
    ]
    return [(heading, cards_of_it) for heading, cards_of_it in groups if cards_of_it]


def reasons(match: Match, answers: Answers) -> list[dict[str, str]]:
    """Why it fits and what does not: `fit` (yes, no, unknown) and a text."""
    texts = [
        ("subject", _subject(match, answers)),
        ("goal", _goal(match)),
        ("distance", _distance(match, answers)),
    ]
    return [{"fit": match.fits.get(name, Fit.YES).value, "text": text} for name, text in texts if text]


def _subject(match: Match, answers: Answers) -> str:
    parts = []
    if answers.subject and answers.subject in match.candidate.transformations:
        parts.append(_("is about %(transformation)s") % {"transformation": answers.subject_name})
    if match.candidate.found:
        parts.append(_("has your words: %(words)s") % {"words": ", ".join(match.candidate.found)})
    return "; ".join(parts)


def _goal(match: Match) -> str:
    fit = match.fits.get("goal")
    if fit is None:
        return ""
    if fit is Fit.UNKNOWN:
        return _("what it offers is not known yet")
    if fit is Fit.NO:
        return _("none of its known services is meant for this")
    labels = dict(Service.Kind.choices)
    offered = [str(labels[kind]) for kind in match.services]
    return _("offers %(services)s") % {"services": ", ".join(offered or [str(labels["training"])])}


def _distance(match: Match, answers: Answers) -> str:
    if answers.where.spot is None:
        return ""
    if match.candidate.km is None:
        return _("its position is unknown")
    name = answers.where.spot.name
    if match.fits.get("distance") is Fit.NO:
        values = {"number": round(match.candidate.km), "place": name}
        return _("%(number)s km from %(place)s, further than you asked") % values
    return cards.kilometres(match.candidate.km, name)
