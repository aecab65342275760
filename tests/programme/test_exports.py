"""The download of figures."""

import csv
from io import StringIO

import pytest

from programme import exports, reference
from programme.figures import all_figures
from ui import spreadsheet

pytestmark = pytest.mark.django_db


def read(text):
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:])))


def test_export_has_every_figure_as_in_the_data():
    exported = {row["key"]: row for row in read(exports.figures_csv(all_figures()))}
    original = {row["key"]: row for row in reference.rows("figures")}
    assert exported.keys() == original.keys()
    same = ["topic", "label_nl", "value", "lower", "upper", "unit", "precision", "kind", "formula", "phase", "as_of"]
    for key, row in original.items():
        assert {name: exported[key][name] for name in same} == {name: row[name] for name in same}


def test_export_leaves_unknown_empty():
    exported = {row["key"]: row for row in read(exports.figures_csv(all_figures()))}
    assert exported["dvc_amount_text_letter"]["value"] == ""
    assert exported["dvc_amount_text_letter"]["lower"] == "0"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_harmless_puts_an_apostrophe_before_formulas(text):
    assert spreadsheet.harmless(text) == f"'{text}"


def test_harmless_leaves_text_alone():
    assert spreadsheet.harmless("count(a.csv, b=c)") == "count(a.csv, b=c)"
