"""The options of a group for components/filters.html: what can be chosen, how many it gives, and where it leads."""

from collections.abc import Callable, Iterable


def options(
    choices: Iterable[tuple[str, object, int | None]], now: str, address: Callable[[str], str]
) -> list[dict[str, object]]:
    """From (value, label, how many; None is not counted). `now`: the value that is on, "" is all."""
    return [
        {"label": str(label), "count": number, "url": address(value), "selected": value == now}
        for value, label, number in choices
    ]


def alone(name: str) -> Callable[[str], str]:
    """The address of a list with this one filter: `?stand=open`, and `?` for all."""
    return lambda value: f"?{name}={value}" if value else "?"
