"""The options of a group for components/filters.html: what can be chosen, how many it gives, and where it leads."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _


def options(
    choices: Iterable[tuple[str, object, int | None]], now: str, address: Callable[[str], str]
) -> list[dict[str, object]]:
    """From (value, label, how many; None is not counted). `now`: the value that is on, "" is all."""
    return [
        {"label": str(label), "count": number, "url": address(value), "selected": value == now, "all": not value}
        for value, label, number in choices
    ]


def chosen(groups: Iterable[Mapping[str, object]]) -> list[str]:
    """The labels of what narrows the list: the options that are on, without those with which it starts (`all`)."""
    given = (one for group in groups for one in group["options"])
    return [one["label"] for one in given if one["selected"] and not one.get("all")]


def alone(name: str) -> Callable[[str], str]:
    """The address of a list with this one filter: `?stand=open`, and `?` for all."""
    return lambda value: f"?{name}={value}" if value else "?"


def state_options(
    states: Mapping[str, tuple[str, object, object]], now: str, numbers: Mapping[str, int]
) -> list[dict[str, object]]:
    """All, then each state by its name in the address. `states`: key → (that name, label, kind of badge).

    `now`: the key that is on; `numbers`: how many of each key, and of "all".
    """
    named = [(name, label, numbers[key]) for key, (name, label, _kind) in states.items()]
    return options([("", _("All"), numbers["all"]), *named], states[now][0] if now else "", alone("stand"))
