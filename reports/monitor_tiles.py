"""The questions of the monitor, each with its answer, what it means, how it is counted and what sources state."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from fieldlabs import coverage
from programme.models import Figure
from reports.datasets import BY_NAME
from reports.indicator_board import Cell
from reports.monitor_data import Found, Thing
from reports.monitor_shapes import CLOSED, KNOWN, UNKNOWN, Data, GoalPart, Origin, Register, Tile
from ui import formats
from ui.language import local


def _figures(found: Found, *topics: str) -> tuple[Figure, ...]:
    """All figures on these topics, rivals side by side, in the order of the list of figures."""
    own = [one for one in found.figures.values() if one.topic_id in topics]
    return tuple(sorted(own, key=lambda one: (topics.index(one.topic_id), one.position)))


def _portal(found: Found, url: str, title_nl: str, title_en: str) -> Origin:
    return Origin(Register(url, title_nl, title_en), as_of=found.today)


def _data(name: str, **asked: str) -> Data:
    """A table of the open data; `asked`: which of its rows, by filters of the API."""
    title, api = local(BY_NAME[name], "title"), reverse(f"api:{name}")
    page, csv = reverse("reports:dataset_detail", args=[name]), reverse("reports:dataset_file", args=[name, "csv"])
    return Data(title, page, csv, f"{api}?{urlencode(asked)}" if asked else api)


def _stated_data(topics: tuple[str, ...]) -> Data:
    return _data("figures", **({"topic": topics[0]} if len(topics) == 1 else {}))


def programme(found: Found) -> Iterator[Tile]:
    whole = found.coverage.whole
    register = _portal(found, reverse("fieldlabs:fieldlab_list"), "Register van dit portaal", "Register of this portal")
    yield Tile(
        "fieldlabs",
        _("How many Fieldlabs are there?"),
        formats.number(whole.total),
        _("Fieldlabs that this portal shows to everyone. Sources count those that were founded, started or active."),
        _("All Fieldlabs in the register that are published."),
        number=whole.total,
        origins=(register,),
        figures=_figures(found, "fieldlabs_count"),
        url=reverse("fieldlabs:fieldlab_list"),
        link=_("All Fieldlabs"),
        data=_data("fieldlabs"),
    )
    yield _stated(
        found,
        figure="fieldlabs_investment_letter",
        topics=("fieldlabs_investment",),
        key="fieldlab_money",
        question=_("How much money is invested in the Fieldlabs?"),
        meaning=_("What sources state of all Fieldlabs together. They differ in period and in what they count."),
        url=reverse("fieldlabs:investment_totals"),
        link=_("What is registered in this portal"),
    )
    yield _stated(
        found,
        figure="state_2018_letter",
        topics=("state_2018", "regional", "sme_support"),
        key="state_money",
        question=_("How much did the ministry have for Smart Industry in 2018?"),
        meaning=_("Money for 2018, beside what existing schemes give. The headline of the article calls it extra."),
        url=f"{reverse('programme:figure_list')}#state_2018_letter",
        link=_("All figures with their sources"),
    )


def _stated(found: Found, *, figure: str, topics: tuple[str, ...], **about: str) -> Tile:
    """A question that sources answer and this portal does not count: the answer is the letter's or the article's."""
    one = found.figures[figure]
    origins = (Origin(one.source, one.locator, one.as_of),)
    said_by = _("According to: %(source)s") % {"source": local(one.source, "title")}
    figures = _figures(found, *topics)
    answer = formats.figure_value(one)
    about = {"counted": _("Not in this portal: the answer is what the source states."), **about}
    more = {"origins": origins, "figures": figures, "data": _stated_data(topics), **about}
    return Tile(answer=answer, said_by=said_by, number=one.value, **more)


def _missing(found: Found, key: str, question: str, meaning: str, *topics: str, **more: object) -> Tile:
    """`topics`: of the figures that stand beside it."""
    more = {"counted": _("Not in this portal."), "figures": _figures(found, *topics), **more}
    if topics:
        more = {"data": _stated_data(topics), **more}
    return Tile(key, question, formats.unknown(), meaning, status=UNKNOWN, **more)


def goals(found: Found) -> Iterator[GoalPart]:
    makers = {"productivity-and-growth": _productivity, "jobs": _jobs, "climate": _climate}
    for goal in found.of("goal"):
        origin = Origin(source_of(found, goal.source), goal.locator)
        yield GoalPart(goal, origin, tuple(makers[goal.slug](found)))


def source_of(found: Found, pk: int | None) -> Thing:
    return next(one for one in found.of("source") if one.pk == pk)


def _productivity(found: Found) -> Iterator[Tile]:
    yield _missing(
        found,
        "productivity",
        _("Did productivity in industry rise?"),
        _(
            "Not measured in this portal, and no source in it gives a measurement. What stands beside it is a claim "
            "about the turnover of one company, which is something else."
        ),
        "sme_turnover_growth",
    )
    yield from _level(found)


def _level(found: Found) -> Iterator[Tile]:
    """How far participants are: what comes nearest to a measurement."""
    everyone = found.participation.everyone
    question = _("How many companies know where they stand?")
    meaning = _("Companies that took part in the self-assessment, rounded down to five; nothing below ten companies.")
    counted = _("The published groups of the self-assessment: one run for each site, of the last 24 months.")
    more = {
        "url": reverse("assessments:participants"),
        "link": _("At which level are the participants?"),
        "data": _data("assessment-averages"),
    }
    if everyone is None or "" not in everyone.subjects:
        yield _missing(found, "participants", question, meaning, "fieldlab_companies", counted=counted, **more)
        return
    more["figures"] = _figures(found, "fieldlab_companies")
    title = {"title_nl": "Deelnemers aan de zelfscan", "title_en": "Participants in the self-assessment"}
    numbers = everyone.subjects[""]
    origin = Origin(Register(more["url"], **title), as_of=numbers.as_of)
    answer = everyone.companies
    yield Tile("participants", question, answer, meaning, counted, number=numbers.companies, origins=(origin,), **more)


def _jobs(found: Found) -> Iterator[Tile]:
    whole = found.coverage.whole
    yield _stated(
        found,
        figure="workers_2030_article",
        topics=("workers_2030", "workers_growth", "workers_retirement"),
        key="workers",
        question=_("How many new workers does industry need before 2030?"),
        meaning=_(
            "An expectation, not a count: because of growth and because of people who retire. This portal counts none."
        ),
        url=f"{reverse('programme:figure_list')}#workers_2030_article",
        link=_("All figures with their sources"),
    )
    yield _missing(
        found,
        "jobs",
        _("How many jobs came of the programme?"),
        _("Of the programme as a whole no source gives a number. These are of Fieldlabs and of one hub."),
        "fieldlab_jobs",
        "smitzh_jobs",
    )
    url = reverse("fieldlabs:skillslab_list")
    regions = tuple(
        _("%(place)s: %(share)s") % {"place": one.name, "share": one.text} for one in found.coverage.regions
    )
    yield Tile(
        "skillslabs",
        _("How many Fieldlabs have a Skillslab?"),
        whole.text,
        coverage.definition(),
        _("Published Fieldlabs with a Skillslab that is open today, of all published Fieldlabs."),
        number=whole.number,
        details=regions,
        origins=(_portal(found, url, "Register van Skillslabs", "Register of Skillslabs"),),
        figures=_figures(found, "skillslabs_share"),
        url=url,
        link=_("Which Fieldlab has one?"),
        data=_data("skillslabs"),
    )
    yield _missing(
        found,
        "trained",
        _("How many people were trained?"),
        _("Of the programme as a whole no source gives a number. This is a statement about the Fieldlabs."),
        "fieldlab_trained",
        url=reverse("fieldlabs:training_list"),
        link=_("All trainings"),
    )


def _climate(found: Found) -> Iterator[Tile]:
    meaning = _("Not measured in this portal, and no source in it gives a measurement. The letter sets no amount.")
    yield _missing(found, "energy", _("Does industry use less energy?"), meaning)
    yield _missing(found, "materials", _("Does industry use fewer raw materials?"), meaning)


def desks(found: Found) -> Iterator[Tile]:
    """The total row of the indicators of this year."""
    if found.board is None:
        return
    period, total = found.board.view.period, found.board.tables[0].rows[-1]
    url = f"{reverse('reports:indicator_list')}?periode={period.key}"
    help_url, csv_url = reverse("reports:indicator_help"), reverse("reports:indicator_export")
    origin = _portal(found, url, "Wat de bureaus vastlegden", "What the desks recorded")
    for cell in total.cells:
        one = cell.indicator
        yield Tile(
            f"desk_{one.key}",
            str(one.label),
            cell.text,
            str(one.meaning),
            _("Over all desks, in %(period)s.") % {"period": period},
            number=None if cell.closed else cell.value.number,
            status=status_of(cell),
            details=(cell.detail,) if cell.detail else (),
            origins=(origin,),
            url=url,
            link=_("By hub, by quarter"),
            data=Data(_("Indicators"), f"{help_url}#{one.key}", f"{csv_url}?periode={period.key}"),
        )


def status_of(cell: Cell) -> str:
    if cell.closed:
        return CLOSED
    return UNKNOWN if cell.value.number is None else KNOWN
