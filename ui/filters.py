"""The options of a group for components/filters.html: what can be chosen, how many it gives, and where it leads.

And what an address asks that a list cannot: said in one way everywhere, never silently left out.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.utils.translation import gettext as _

LONGEST_ECHO = 40
MOST_NOTICES = 5
CAMPAIGN = "utm_"
"""How keys begin that a letter or a newsletter adds to an address, about which a reader need not hear."""
READ_ELSEWHERE = ("q", "page")
"""Keys of every list that may hold anything."""
Known = Mapping[str, tuple[str, Collection[str]]]
"""By key in the address: the name of the filter on the page, and its values."""


def left_out(query: Mapping[str, str], known: Known) -> list[str]:
    """A sentence for each filter and value in the address that this list does not have, five at most."""
    found = []
    for key, value in query.items():
        if key in known and value and value not in known[key][1]:
            found.append(not_known(value, known[key][0]))
        elif key not in known and key not in READ_ELSEWHERE and not key.startswith(CAMPAIGN):
            found.append(_("There is no filter “%(filter)s” here. We left it out.") % {"filter": _echo(key)})
    return found[:MOST_NOTICES]


def not_known(value: str, label: str) -> str:
    return _("We do not know “%(value)s” in the filter “%(filter)s”. We left this filter out.") % {
        "value": _echo(value),
        "filter": label,
    }


def _echo(text: str) -> str:
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


def sorting(sorts: Iterable[str]) -> tuple[str, list[str]]:
    """For `left_out`: what can be sorted on, with or without a minus before it."""
    return _("Order"), [minus + one for one in sorts for minus in ("", "-")]


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
