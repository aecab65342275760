"""Reads the envelope from the database, in two statements, for the measures and for pages."""

from dataclasses import dataclass

from funding.measures import Contribution, Envelope, Line
from funding.models import BudgetLine, StatedContribution


@dataclass(frozen=True)
class StatedMoney:
    """The rows with their figures and sources, in order, and the envelope to measure over."""

    lines: tuple[BudgetLine, ...]
    contributions: tuple[StatedContribution, ...]
    envelope: Envelope

    def line(self, key: str) -> BudgetLine:
        """KeyError when there is no such line."""
        return {line.key: line for line in self.lines}[key]


def read() -> StatedMoney:
    lines = tuple(BudgetLine.objects.select_related("figure__source", "parent"))
    contributions = tuple(
        StatedContribution.objects.select_related("line", "figure__source", "source", "region").order_by("position")
    )
    return StatedMoney(lines, contributions, _envelope(lines, contributions))


def _envelope(lines: tuple[BudgetLine, ...], contributions: tuple[StatedContribution, ...]) -> Envelope:
    return Envelope(
        [
            Line(
                key=line.key,
                parent=line.parent.key if line.parent else None,
                status=line.amount_status,
                amount=line.amount,
                ratio=line.match_ratio,
                phase=line.figure.phase,
            )
            for line in lines
        ],
        [Contribution(one.line.key, one.source.slug, one.amount) for one in contributions],
    )
