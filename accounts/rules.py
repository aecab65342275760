"""A rule that somebody broke, and how the database's own rules become a sentence on screen."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction


class RuleBroken(Exception):  # noqa: N818 -- read as a sentence: "raise RuleBroken(...)"
    """An action refused. `code` is for programs and tests, `message` is a sentence for the person."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = str(message)


def constraint_of(error: DatabaseError) -> str:
    """Name of the constraint (or of the rule that a trigger raised) behind a database error; "" when it has none."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None) or ""


def sentence_for(error: DatabaseError) -> str:
    """What the broken constraint's model says about it, in the reader's language.

    A trigger's rule is found in the model's `trigger_sentences`: {constraint name: sentence}.
    Raises the error itself when no model knows the name: a fault must not look like the person's mistake.
    """
    name = constraint_of(error)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.violation_error_message)
        if name in getattr(model, "trigger_sentences", {}):
            return str(model.trigger_sentences[name])
    raise error


@contextmanager
def held_by_database(broken: type[RuleBroken] = RuleBroken) -> Iterator[None]:
    """Turn a named constraint that breaks inside the block into `broken(constraint name, sentence)`.

    The block is a savepoint, so the surrounding transaction stays usable.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise broken(constraint_of(error), sentence_for(error)) from error
