"""Why something cannot be done, when another role would not help: the page of a refusal (403) then says so.

A permission answers (allowed, reason). A plain reason is about roles. These two are not, and are plain text everywhere
else.
"""

from typing import Self


class Reason(str):
    """A sentence for the person. `at`: address of the page where the thing stands, "" when it has none."""

    at: str

    def __new__(cls, sentence: str, at: str = "") -> Self:
        made = super().__new__(cls, sentence)
        made.at = at
        return made


class NotNow(Reason):
    """The state of the thing stands in the way. The sentence says which state, and what can be done."""


class NotYou(Reason):
    """Somebody else must do it, because of what this person did or is."""
