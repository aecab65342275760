"""The sections in which a Fieldlab is filled in, in any order, and what each still misses for which step.

A section that is a form has its form in fieldlabs/section_forms.py. A section that is a list of rows names the page
of those rows in `page`: to add one, add an entry to SECTIONS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fieldlabs import kinds, models
from fieldlabs.kinds import Kind
from fieldlabs.models import Fieldlab

PLAN_YEARS = 3
"""The steering group asks for a plan for so many years or longer (registry.md)."""


class Step(StrEnum):
    """For what something is missing."""

    SUBMIT = "submit"
    BOTH_LANGUAGES = "both_languages"
    CONFIRM = "confirm"


STEP_NAMES: dict[Step, Promise] = {
    Step.SUBMIT: gettext_lazy("to submit it to the steering group"),
    Step.BOTH_LANGUAGES: gettext_lazy("to be complete in two languages"),
    Step.CONFIRM: gettext_lazy("to be asked once a year whether the page is still right"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    step: Step
    sentence: str


@dataclass(frozen=True, slots=True)
class Section:
    """`key` in code and database, `path` in the address. `missing` gets a Fieldlab that `counted` read.

    `page`: name of the page, called with the slug of the Fieldlab, and with `path` when it is a form's.
    `count`: name of the number of rows that `counted` gives, "" for a form.
    """

    key: str
    path: str
    title: Promise
    missing: Callable[[Fieldlab], list[Missing]]
    page: str = "fieldlabs:fieldlab_section"
    count: str = ""

    @property
    def is_form(self) -> bool:
        return self.page == "fieldlabs:fieldlab_section"

    def url(self, fieldlab: Fieldlab) -> str:
        return reverse(self.page, args=[fieldlab.slug, self.path] if self.is_form else [fieldlab.slug])


ROWS = {
    "services_count": models.Service.objects.all(),
    "equipment_count": models.Equipment.objects.all(),
    "partners_count": models.Partner.objects.all(),
    "leads_count": models.Partner.objects.filter(role=models.Partner.Role.LEAD),
    "investments_count": models.Investment.objects.all(),
    "cases_count": models.EvidenceCase.objects.all(),
    "results_count": models.Result.objects.all(),
    "links_count": models.Link.objects.all(),
    "photos_count": models.Photo.objects.all(),
    "services_dutch_count": models.Service.objects.filter(name_en=""),
    "equipment_dutch_count": models.Equipment.objects.filter(name_en=""),
    "cases_dutch_count": models.EvidenceCase.objects.filter(Q(title_en="") | Q(question_en="") | Q(result_en="")),
    "links_dutch_count": models.Link.objects.filter(title_en=""),
}


def counted(rows: QuerySet[Fieldlab]) -> QuerySet[Fieldlab]:
    """With the numbers of its rows, so that completeness costs no further statements."""
    return rows.select_related("contact_person").annotate(**{name: _number(own) for name, own in ROWS.items()})


def _number(rows: QuerySet) -> Coalesce:
    own = rows.order_by().filter(fieldlab=OuterRef("pk")).values("fieldlab").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(own), 0)


def _lacks(fieldlab: Fieldlab, step: Step, **sentences: str) -> list[Missing]:
    """A sentence for each field that is empty."""
    return [Missing(step, sentence) for name, sentence in sentences.items() if not getattr(fieldlab, name)]


def _about(fieldlab: Fieldlab) -> list[Missing]:
    lacks = _lacks(fieldlab, Step.SUBMIT, description_nl=_("Write in Dutch what a company can do here."))
    if not fieldlab.transformation_slugs:
        lacks.append(Missing(Step.SUBMIT, _("Choose at least one transformation.")))
    return lacks + _lacks(
        fieldlab,
        Step.BOTH_LANGUAGES,
        topic_en=_("Write the topic in English."),
        description_en=_("Write in English what a company can do here."),
    )


def _where(fieldlab: Fieldlab) -> list[Missing]:
    return _lacks(fieldlab, Step.SUBMIT, city=_("Give the place."))


def _offer(fieldlab: Fieldlab) -> list[Missing]:
    said = [
        (fieldlab.audience_nl, fieldlab.audience_en, _("Write in English for whom it is.")),
        (fieldlab.access_nl, fieldlab.access_en, _("Write in English how a company gets in.")),
    ]
    return _lacks(fieldlab, Step.SUBMIT, audience_nl=_("Write for whom it is.")) + [
        Missing(Step.BOTH_LANGUAGES, sentence) for dutch, english, sentence in said if dutch and not english
    ]


def _recognition(fieldlab: Fieldlab) -> list[Missing]:
    lacks = _lacks(fieldlab, Step.SUBMIT, goal=_("Write the goal."), plan=_("Write the plan."))
    if not plan_is_long_enough(fieldlab.plan_starts_on, fieldlab.plan_ends_on):
        lacks.append(Missing(Step.SUBMIT, _("Give the days of a plan for three years or longer.")))
    return lacks


def plan_is_long_enough(start: date | None, end: date | None) -> bool:
    """Whether the plan runs for PLAN_YEARS years, its last day included: 1 March 2019 to 28 February 2022 does."""
    if not (start and end):
        return False
    day = start.day if (start.month, start.day) != (2, 29) else 28
    return end + timedelta(days=1) >= date(start.year + PLAN_YEARS, start.month, day)


def _partners(fieldlab: Fieldlab) -> list[Missing]:
    return _lacks(fieldlab, Step.SUBMIT, leads_count=_("Say which partner leads the consortium."))


def _translated(count: str) -> Callable[[Fieldlab], list[Missing]]:
    """That rows still lack their English, for a section of rows."""

    def lacks(fieldlab: Fieldlab) -> list[Missing]:
        number = getattr(fieldlab, count)
        if not number:
            return []
        sentence = ngettext("%(number)s row has no English text.", "%(number)s rows have no English text.", number)
        return [Missing(Step.BOTH_LANGUAGES, sentence % {"number": number})]

    return lacks


def _rows(kind: Kind, count: str, missing: Callable[[Fieldlab], list[Missing]]) -> Section:
    return Section(count.removesuffix("_count"), kind.path, kind.title, missing, f"fieldlabs:{kind.key}_list", count)


def _contact(fieldlab: Fieldlab) -> list[Missing]:
    if fieldlab.website or fieldlab.contact:
        return []
    return [Missing(Step.SUBMIT, _("Give a website, or how to get in touch."))]


def _person(fieldlab: Fieldlab) -> list[Missing]:
    contact = getattr(fieldlab, "contact_person", None)
    if contact and contact.email:
        return []
    return [Missing(Step.CONFIRM, _("Give the e-mail address of a contact person."))]


def _nothing(fieldlab: Fieldlab) -> list[Missing]:
    return []


SECTIONS: dict[str, Section] = {
    one.key: one
    for one in (
        Section("about", "over", gettext_lazy("What it is"), _about),
        Section("where", "plaats", gettext_lazy("Where it is"), _where),
        Section("offer", "aanbod", gettext_lazy("For whom, and how a company gets in"), _offer),
        Section("recognition", "erkenning", gettext_lazy("Goal and plan"), _recognition),
        _rows(kinds.PARTNER, "partners_count", _partners),
        _rows(kinds.INVESTMENT, "investments_count", _nothing),
        _rows(kinds.SERVICE, "services_count", _translated("services_dutch_count")),
        _rows(kinds.EQUIPMENT, "equipment_count", _translated("equipment_dutch_count")),
        _rows(kinds.CASE, "cases_count", _translated("cases_dutch_count")),
        _rows(kinds.RESULT, "results_count", _nothing),
        _rows(kinds.LINK, "links_count", _translated("links_dutch_count")),
        Section("contact", "contact", gettext_lazy("Website and general contact"), _contact),
        Section("person", "contactpersoon", gettext_lazy("Contact person"), _person),
        Section("photos", "fotos", gettext_lazy("Photos"), _nothing, "fieldlabs:photo_list", "photos_count"),
    )
}


def missing(fieldlab: Fieldlab, step: Step | None = None) -> list[Missing]:
    """All that is missing in this Fieldlab (read by `counted`), for one step or for all."""
    found = [one for section in SECTIONS.values() for one in section.missing(fieldlab)]
    return [one for one in found if step in (None, one.step)]


def by_path(path: str) -> Section | None:
    return next((one for one in SECTIONS.values() if one.path == path), None)
