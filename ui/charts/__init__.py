"""Geometry of charts: plain numbers in, coordinates rounded to one decimal out. No Django, no drawing.

Every function returns a frozen dataclass with `.kind`, `.id`, `.title`, `.description`, `.table`, `.template` and its
geometry; `templates/charts/<kind>.html` draws it and `components/chart.html` frames it.
"""

from ui.charts.bars import Bar, Bars, bars
from ui.charts.base import Table, Wording
from ui.charts.province_map import Place, ProvinceMap, ProvinceValue, project, province_map
from ui.charts.radar import Radar, Series, radar
from ui.charts.stacked import Stack, StackedBars, stacked_bars
from ui.charts.waterfall import Step, Waterfall, waterfall

__all__ = [
    "Bar",
    "Bars",
    "Place",
    "ProvinceMap",
    "ProvinceValue",
    "Radar",
    "Series",
    "Stack",
    "StackedBars",
    "Step",
    "Table",
    "Waterfall",
    "Wording",
    "bars",
    "project",
    "province_map",
    "radar",
    "stacked_bars",
    "waterfall",
]
