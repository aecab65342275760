"""The page on the quality of the questionnaire: its figures in words, read in one query."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.disclosure import rounded_down
from assessments.measures import RELIABLE_FROM
from assessments.models import Assessment, QualityFigure
from assessments.questionnaire import DEEP, QUICK, Questionnaire
from assessments.wizard import CHECK, SCREENS
from ui import charts, formats
from ui.language import local
from ui.spreadsheet import as_csv

Kind = QualityFigure.Kind
COLUMNS = ("questionnaire", "version", "depth", "figure", "subject", "number_at_least", "value", "as_of")


@dataclass(frozen=True)
class Quality:
    """All figures of one version, by depth, kind and subject."""

    questionnaire: Questionnaire
    figures: dict[tuple[str, str, str], QualityFigure]

    @property
    def as_of(self) -> date | None:
        return max((figure.as_of for figure in self.figures.values()), default=None)

    @property
    def runs(self) -> charts.Table:
        rows = ((self._depth(depth), *self._runs(depth)) for depth in (QUICK, DEEP))
        return charts.Table(_("Started and finished"), (_("Depth"), _("Started"), _("Finished")), tuple(rows))

    @property
    def breaks(self) -> charts.Table:
        questions = self.questionnaire.quick_questions
        named = [(question.id, f"{n}. {local(question, 'text')}") for n, question in enumerate(questions, start=1)]
        named += [(screen, capfirst(Assessment.Screen(screen).label)) for screen in SCREENS] + [
            (CHECK, _("Check your answers"))
        ]
        rows = ((name, self._percent(QUICK, Kind.BROKEN_OFF, screen)) for screen, name in named)
        columns = (_("Screen"), _("Stopped here, of all that started"))
        return charts.Table(_("Where quick scans stop"), columns, tuple(rows))

    @property
    def questions(self) -> charts.Table:
        columns = (
            _("Question"),
            _("Answers"),
            _("Seconds on the screen"),
            _("Do not know"),
            _("Item-rest correlation"),
        )
        rows = (
            (
                f"{local(dimension, 'name')}: {local(question, 'text')}",
                self._number(question.depth, Kind.DONT_KNOW, question.id),
                self._decimal(question.depth, Kind.SECONDS, question.id, 0),
                self._percent(question.depth, Kind.DONT_KNOW, question.id),
                self._reliability(Kind.ITEM_REST, question.id),
            )
            for dimension in self.questionnaire.dimensions
            for question in dimension.questions
        )
        return charts.Table(_("Per question"), columns, tuple(rows))

    @property
    def scales(self) -> charts.Table:
        rows = (
            (local(one, "name"), self._number(DEEP, Kind.ALPHA, one.slug), self._reliability(Kind.ALPHA, one.slug))
            for one in self.questionnaire.dimensions
        )
        columns = (_("Subject"), _("Runs in depth with all questions"), _("Alpha"))
        return charts.Table(_("Per subject"), columns, tuple(rows))

    def _depth(self, depth: str) -> str:
        return _("Quick scan") if depth == QUICK else _("In depth")

    def _runs(self, depth: str) -> tuple[str, str]:
        return self._number(depth, Kind.STARTED, ""), self._percent(depth, Kind.FINISHED, "")

    def _number(self, depth: str, kind: str, subject: str) -> str:
        figure = self.figures.get((depth, kind, subject))
        number = rounded_down(figure.number) if figure else 0
        return _("at least %(number)s") % {"number": formats.number(number)} if number else too_few()

    def _value(self, depth: str, kind: str, subject: str) -> Decimal | None:
        figure = self.figures.get((depth, kind, subject))
        return figure.value if figure else None

    def _percent(self, depth: str, kind: str, subject: str) -> str:
        value = self._value(depth, kind, subject)
        return too_few() if value is None else formats.percent(value * 100, 0)

    def _decimal(self, depth: str, kind: str, subject: str, decimals: int) -> str:
        value = self._value(depth, kind, subject)
        return too_few() if value is None else formats.number(value, decimals)

    def _reliability(self, kind: str, subject: str) -> str:
        """The figure, or how far the hundred runs are that it needs."""
        figure = self.figures.get((DEEP, kind, subject))
        if figure and figure.value is not None:
            return formats.number(figure.value, 2)
        if figure and figure.number >= RELIABLE_FROM:
            return _("cannot be computed: no spread")
        number = rounded_down(figure.number) if figure else 0
        return _("not yet: at least %(number)s runs") % {"number": number} if number else _("not yet: too few runs")


def too_few() -> str:
    return _("too few")


def quality_of(questions: Questionnaire) -> Quality:
    """One query."""
    rows = QualityFigure.objects.filter(questionnaire=questions.slug, version=questions.version)
    return Quality(questions, {(row.depth, row.kind, row.subject): row for row in rows.order_by("pk")})


def figures_csv(quality: Quality) -> str:
    """An empty value: too few to tell."""
    return as_csv(COLUMNS, (_cells(figure) for figure in quality.figures.values()))


def _cells(figure: QualityFigure) -> tuple[object, ...]:
    number = rounded_down(figure.number) or None
    # How many started is the number itself: it is rounded as well.
    value = number if figure.kind == Kind.STARTED else figure.value
    version = (figure.questionnaire, figure.version, figure.depth)
    return (*version, figure.kind, figure.subject, number, value, figure.as_of)
