"""Reads and computes the formula of a derived figure. Pure: knows no database and no files.

A formula is arithmetic over the keys of other figures with + - * / and parentheses, or counts rows of a data file:
    regional_letter / state_2018_letter * 100
    count(expertise_partners.csv, founder=yes)
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<count>count\(\s*(?P<file>\w+\.csv)\s*,\s*(?P<column>\w+)\s*=\s*(?P<wanted>[\w-]+)\s*\))"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<key>[a-z]\w*)"
    r"|(?P<sign>[-+*/()])"
    r")"
)
SUMS = {"+": operator.add, "-": operator.sub}
PRODUCTS = {"*": operator.mul, "/": operator.truediv}


class FormulaError(ValueError):
    """The text is no formula, or names a figure that is not given."""


@dataclass(frozen=True)
class Count:
    """How many rows of a file of programme/data have `wanted` in `column`."""

    file: str
    column: str
    wanted: str


@dataclass(frozen=True)
class Token:
    """A piece of a formula; kind is count, number, key or sign."""

    kind: str
    text: str
    count: Count | None = None


@dataclass(frozen=True)
class Range:
    """All values from `low` to `high`, both included; None is no bound on that side."""

    low: Decimal | None
    high: Decimal | None

    def __add__(self, other: "Range") -> "Range":
        return Range(_both(operator.add, self.low, other.low), _both(operator.add, self.high, other.high))

    def __sub__(self, other: "Range") -> "Range":
        return Range(_both(operator.sub, self.low, other.high), _both(operator.sub, self.high, other.low))

    def __mul__(self, other: "Range") -> "Range":
        return self._by(operator.mul, other)

    def __truediv__(self, other: "Range") -> "Range":
        return self._by(operator.truediv, other)

    def _by(self, act: Callable, other: "Range") -> "Range":
        """Holds for amounts from zero up, as all figures are."""
        divided = act is operator.truediv
        first, second = (other.high, other.low) if divided else (other.low, other.high)
        return Range(_both(act, self.low, first), _both(act, self.high, second))


def _both(act: Callable, first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else act(first, second)


def tokens(formula: str) -> list[Token]:
    """The pieces of `formula` in order; raises FormulaError at the first thing that does not belong."""
    found, position = [], 0
    while formula[position:].strip():
        match = TOKEN.match(formula, position)
        if not match:
            raise FormulaError(f"Not a formula from here on: {formula[position:]!r}")
        kind = match.lastgroup if match["count"] is None else "count"
        count = Count(match["file"], match["column"], match["wanted"]) if match["count"] else None
        found.append(Token(kind, match.group().strip(), count))
        position = match.end()
    return found


def evaluate(formula: str, values: Mapping[str, Decimal], count: Callable[[Count], int]) -> Decimal:
    """The value of `formula`; `values` by key, `count` answers a Count."""
    return _Reader(tokens(formula), values, lambda number: number, lambda asked: Decimal(count(asked))).result()


def evaluate_range(formula: str, ranges: Mapping[str, Range], count: Callable[[Count], int]) -> Range:
    """The least and the greatest value of `formula` when each key may be anything in its range."""

    def exactly(number: Decimal) -> Range:
        return Range(number, number)

    return _Reader(tokens(formula), ranges, exactly, lambda asked: exactly(Decimal(count(asked)))).result()


class _Reader:
    """Recursive descent over the tokens; computes while it reads."""

    def __init__(self, pieces: list[Token], values: Mapping, constant: Callable, count: Callable):
        self.pieces, self.values, self.constant, self.count = pieces, values, constant, count
        self.position = 0

    def result(self):
        value = self.sum()
        if self.position < len(self.pieces):
            raise FormulaError(f"Unexpected {self.pieces[self.position].text!r}")
        return value

    def next(self) -> Token:
        if self.position == len(self.pieces):
            raise FormulaError("The formula stops too early.")
        self.position += 1
        return self.pieces[self.position - 1]

    def sign(self, signs: Mapping[str, Callable]) -> Callable | None:
        """Takes the next piece if it is one of these signs."""
        if self.position < len(self.pieces) and self.pieces[self.position].text in signs:
            return signs[self.next().text]
        return None

    def sum(self):
        value = self.product()
        while act := self.sign(SUMS):
            value = act(value, self.product())
        return value

    def product(self):
        value = self.factor()
        while act := self.sign(PRODUCTS):
            value = act(value, self.factor())
        return value

    def factor(self):
        piece = self.next()
        if piece.kind == "number":
            return self.constant(Decimal(piece.text))
        if piece.kind == "count":
            return self.count(piece.count)
        if piece.kind == "key":
            return self.value(piece.text)
        if piece.text != "(":
            raise FormulaError(f"Unexpected {piece.text!r}")
        value = self.sum()
        if self.next().text != ")":
            raise FormulaError("A parenthesis is not closed.")
        return value

    def value(self, key: str):
        if self.values.get(key) is None:
            raise FormulaError(f"There is no value for {key}.")
        return self.values[key]
