"""The simple screens after the eight questions: one question about the company each, and how it is asked and shown."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import SizeClass
from assessments import words
from assessments.models import Assessment
from ui.language import local

MOST_GOALS = 3
NOT_ON_LIST = gettext_lazy("This is not on the list. Choose something else.")
ERRORS = {"required": gettext_lazy("Choose an answer, or ‘I prefer not to say’."), "invalid_choice": NOT_ON_LIST}


@dataclass(frozen=True)
class Screen:
    """`field` makes the form field; `value` is what the run has now, as the form writes it; `text` as people read it.

    `store` makes of the form's value the columns to keep; of None, the visitor who prefers not to say, their empties.
    """

    title: str
    why: str
    field: Callable[[], forms.Field]
    value: Callable[[Assessment], object]
    text: Callable[[Assessment], str]
    store: Callable[[object], dict[str, object]]


class AtMostThree(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST_GOALS:
            sentence = _("You chose %(chosen)s goals. Choose at most %(most)s: those that matter most now.")
            raise forms.ValidationError(sentence % {"chosen": len(value), "most": MOST_GOALS}, code="too_many")


def _size() -> forms.Field:
    sizes = list(SizeClass.objects.all())
    field = forms.ChoiceField(
        label=_("How many people work in your company?"),
        help_text=_("Count everyone in service, also part-timers, of all sites together."),
        widget=forms.RadioSelect,
        choices=[(size.slug, words.size_name(size)) for size in sizes],
        error_messages=ERRORS,
    )
    field.widget.option_hints = {size.slug: local(size, "name") for size in sizes}
    return field


def _sector() -> forms.Field:
    return forms.ChoiceField(
        label=_("What does your company make or do?"),
        help_text=_("Choose what brings in most of your turnover."),
        choices=[
            ("", _("Choose from the list")),
            (_("We make something"), _alphabetical(words.MANUFACTURING)),
            (_("We do something else"), _alphabetical(words.OTHER_SECTORS)),
        ],
        error_messages=ERRORS,
    )


def _alphabetical(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(((code, str(name)) for code, name in names.items()), key=lambda pair: pair[1].casefold())


def _goals() -> forms.Field:
    return AtMostThree(
        label=_("What do you want to reach first?"),
        help_text=_("Choose one, two or three goals."),
        choices=list(words.GOALS.items()),
        error_messages={**ERRORS, "required": _("Choose at least one goal, or ‘I prefer not to say’.")},
    )


def _role() -> forms.Field:
    return forms.ChoiceField(
        label=_("What work do you do in the company?"),
        help_text=_("Choose what fits best."),
        widget=forms.RadioSelect,
        choices=[(role, capfirst(label)) for role, label in Assessment.Role.choices],
        error_messages=ERRORS,
    )


SCREENS: dict[str, Screen] = {
    "size": Screen(
        title=gettext_lazy("The size of your company"),
        why=gettext_lazy("With this we compare you with companies of your size, and choose steps that fit."),
        field=_size,
        value=lambda run: run.size_id,
        text=lambda run: words.size_name(run.size) if run.size else "",
        store=lambda value: {"size_id": value},
    ),
    "sector": Screen(
        title=gettext_lazy("Your sector"),
        why=gettext_lazy("With this we compare you with companies that do the same work."),
        field=_sector,
        value=lambda run: run.sector_id,
        text=lambda run: words.sector_name(run.sector_id) if run.sector_id else "",
        store=lambda value: {"sector_id": value},
    ),
    "goals": Screen(
        title=gettext_lazy("Your goals"),
        why=gettext_lazy("What helps your goals comes first in your result."),
        field=_goals,
        value=lambda run: run.goals,
        text=lambda run: words.goal_names(run.goals),
        store=lambda value: {"goals": value or []},
    ),
    "role": Screen(
        title=gettext_lazy("Your work"),
        why=gettext_lazy("A director and the shop floor often see a company differently. We note whose view this is."),
        field=_role,
        value=lambda run: run.role,
        text=lambda run: capfirst(run.get_role_display()),
        store=lambda value: {"role": value or ""},
    ),
}
