"""What can be done in the background: each app registers its handlers in its tasks.py."""

from collections.abc import Callable
from datetime import timedelta

from jobs.models import Job

Handler = Callable[[Job], object]
handlers: dict[str, Handler] = {}
repeats: dict[str, timedelta] = {}
titles: dict[str, object] = {}
in_steps: set[str] = set()


def handler(
    kind: str, *, title: object = "", every: timedelta | None = None, steps: bool = False
) -> Callable[[Handler], Handler]:
    """Register a function for jobs of this kind; with `every` it is also started by itself.

    `title` (translatable) is what the person who wanted it reads on the job's page.
    With `steps` it commits by itself, so that `queue.step` is seen while it works; else all of it is one transaction.
    The function gets the Job, may run twice, and returns what can be written as JSON (or None).
    """

    def register(function: Handler) -> Handler:
        handlers[kind] = function
        titles[kind] = title or kind
        if steps:
            in_steps.add(kind)
        if every:
            repeats[kind] = every
        return function

    return register
