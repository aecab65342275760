"""Prepares figures for the page and the download: filters, groups of rivals, formulas in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from programme import facets, formulas
from programme.models import Figure, Topic
from ui import formats
from ui.language import local

SIGNS = {"*": "×", "/": "÷", "-": "\N{MINUS SIGN}"}
PHASE_BADGES = {
    Figure.Phase.PLANNED: "neutral",
    Figure.Phase.COMMITTED: "info",
    Figure.Phase.REALISED: "success",
    Figure.Phase.UNCLEAR: "warning",
}


@dataclass(frozen=True)
class Part:
    """A piece of a formula in words; `url` leads to the figure that it names."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Badge:
    text: str
    kind: str


@dataclass(frozen=True)
class Item:
    """A figure on the page."""

    figure: Figure
    formula: list[Part]
    badges: list[Badge]


@dataclass(frozen=True)
class TopicGroup:
    """The figures on one topic, side by side."""

    topic: Topic
    items: list[Item]


@dataclass(frozen=True)
class ThemeGroup:
    slug: str
    label: str
    topics: list[TopicGroup]


def all_figures() -> list[Figure]:
    """Every figure with its topic and source, in the order of the page: one query."""
    return list(Figure.objects.select_related("topic", "source"))


def find(params: Mapping[str, str], figures: list[Figure]) -> facets.Found:
    """The figures that fit the query string; see facets.find."""
    return facets.find(params, figures, _facets(figures), _words)


def _facets(figures: list[Figure]) -> list[facets.Facet]:
    topics = {figure.topic_id: figure.topic for figure in figures}
    sources = {figure.source.slug: local(figure.source, "title") for figure in figures}
    first = ["letter", "article"]
    slugs = [slug for slug in first if slug in sources] + sorted(set(sources) - set(first), key=sources.__getitem__)
    return [
        facets.Facet("onderwerp", _("Topic"), [_choice(one) for one in topics.values()], lambda one: [one.topic_id]),
        facets.Facet(
            "bron",
            _("Source"),
            [facets.Choice(slug, sources[slug]) for slug in slugs],
            lambda figure: [figure.source.slug],
        ),
        _enum_facet("soort", _("Stated or derived"), Figure.Kind, "kind"),
        _enum_facet("fase", _("Phase"), Figure.Phase, "phase"),
        _enum_facet("zekerheid", _("Precision"), Figure.Precision, "precision"),
    ]


def _choice(topic: Topic) -> facets.Choice:
    return facets.Choice(topic.slug, local(topic, "name"), topic.get_theme_display())


def _enum_facet(name: str, label: str, choices: type, field: str) -> facets.Facet:
    options = [facets.Choice(value, str(text)) for value, text in choices.choices]
    return facets.Facet(name, label, options, lambda figure: [getattr(figure, field)])


def _words(figure: Figure) -> str:
    """All text in which a visitor may search, the value in the ways that people write it."""
    texts = [figure.key, figure.topic.name_nl, figure.topic.name_en, figure.source.title_nl, figure.source.title_en]
    texts += [getattr(figure, f"{name}_{code}") for name in ("label", "basis", "note") for code in ("nl", "en")]
    texts.append(formats.figure_value(figure))
    if figure.value is not None and figure.unit == Figure.Unit.EUR:
        million = formats.number(figure.value / 1_000_000)
        texts += [formats.euro(figure.value), f"{figure.value.normalize():f} {million} miljoen million"]
    return " ".join(texts)


def grouped(figures: Iterable[Figure], everything: Iterable[Figure]) -> list[ThemeGroup]:
    """`figures` by theme and topic; `everything` is what formulas may name."""
    figures = list(figures)
    present = {figure.key for figure in figures}
    by_key = {figure.key: figure for figure in everything}
    themes = []
    for theme, of_theme in groupby(figures, key=lambda figure: figure.topic.theme):
        topics = [
            TopicGroup(topic, [item(figure, by_key, present) for figure in of_topic])
            for topic, of_topic in groupby(of_theme, key=lambda figure: figure.topic)
        ]
        themes.append(ThemeGroup(theme, str(Topic.Theme(theme).label), topics))
    return themes


def item(figure: Figure, by_key: Mapping[str, Figure], present: Iterable[str] = ()) -> Item:
    """`present`: keys on the same page, to which a formula links directly."""
    return Item(figure, formula_parts(figure, by_key, present), _badges(figure))


def _badges(figure: Figure) -> list[Badge]:
    badges = [Badge(str(Figure.Phase(figure.phase).label), PHASE_BADGES[figure.phase])]
    if figure.precision != Figure.Precision.EXACT:
        badges.append(Badge(str(Figure.Precision(figure.precision).label), "neutral"))
    if figure.kind == Figure.Kind.DERIVED:
        badges.append(Badge(str(Figure.Kind.DERIVED.label), "neutral"))
    return badges


def formula_parts(figure: Figure, by_key: Mapping[str, Figure], present: Iterable[str] = ()) -> list[Part]:
    """The formula in words: labels with their values instead of keys."""
    if not figure.formula:
        return []
    parts = [_part(token, by_key, present) for token in formulas.tokens(figure.formula)]
    return [*parts, Part("="), Part(formats.figure_value(figure))]


def _part(token: formulas.Token, by_key: Mapping[str, Figure], present: Iterable[str]) -> Part:
    match token.kind:
        case "key":
            named = by_key[token.text]
            text = f"{local(named, 'label')} ({formats.figure_value(named)})"
            return Part(text, f"#{named.key}" if named.key in present else named.get_absolute_url())
        case "count":
            return _count_part(token.count)
        case "sign":
            return Part(SIGNS.get(token.text, token.text))
        case _:
            return Part(formats.number(token.text))


def _count_part(asked: formulas.Count) -> Part:
    text = _("number of rows in %(file)s with %(column)s = %(value)s")
    values = {"file": asked.file, "column": asked.column, "value": asked.wanted}
    return Part(text % values, reverse("programme:partner_list"))
