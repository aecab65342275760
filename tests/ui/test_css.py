"""The stylesheets: reproducible, small, without data: URIs, and with a rule for every class of the design system."""

import gzip
import re
from pathlib import Path

import pytest

from ui import css

ROOT = Path(__file__).resolve().parents[2]
PORTAL = ROOT / "static" / "css" / "portal.css"
HOOKS = {"utrecht-alert--success"}
"""Classes without a rule of their own in either sheet."""


def test_built_stylesheet_equals_a_rebuild():
    assert css.BUILT.read_text(encoding="utf-8") == css.build(), "run manage.py build_css"


def test_all_css_stays_under_25_kb_compressed():
    sizes = [len(gzip.compress(path.read_bytes())) for path in (css.BUILT, PORTAL)]

    assert sum(sizes) < 25_000


@pytest.mark.parametrize("path", [css.BUILT, PORTAL], ids=lambda path: path.name)
def test_stylesheet_has_no_data_uri_and_nothing_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"data:|https?://|@import", text)


@pytest.mark.parametrize("path", [css.THEME, PORTAL], ids=lambda path: path.name)
def test_files_that_the_styles_name_exist(path):
    for name in re.findall(r'url\("([^"#]+)"\)', path.read_text(encoding="utf-8")):
        assert (path.parent / name).is_file(), name


def test_every_variable_of_ours_is_defined():
    text = css.BUILT.read_text(encoding="utf-8") + PORTAL.read_text(encoding="utf-8")

    assert set(re.findall(r"var\((--si-[\w-]+)", text)) <= set(re.findall(r"(--si-[\w-]+)\s*:", text))


def test_every_design_system_class_in_our_templates_has_a_rule():
    text = css.BUILT.read_text(encoding="utf-8") + PORTAL.read_text(encoding="utf-8")
    known = set(re.findall(r"\.((?:utrecht|nl)-[\w-]+)", text))
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "ui").rglob("*.py")]
    used = {name for path in files for name in re.findall(r"(?:utrecht|nl)-[a-z][\w-]*[a-z0-9]", classes(path))}

    assert used - known - HOOKS == set()


def classes(path: Path) -> str:
    """The values of class attributes of a template (without its tags), or the text of a Python file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return " ".join(re.findall(r'^(?:TEXTBOX|RADIO).*$|field_classes = "[^"]*"', text, re.MULTILINE))
    return " ".join(
        re.sub(r"--\{\{.*?\}\}|\{[{%].*?[%}]\}", " ", value) for value in re.findall(r'class="([^"]*)"', text)
    )


def test_selected_rules_keep_what_we_use_and_drop_the_rest():
    source = (
        "/* note */.utrecht-button,.utrecht-accordion{color:red}"
        ".utrecht-button--hover{color:blue}"
        '.utrecht-select{color:red;background:url("data:image/svg+xml;x{}")}'
        ".utrecht-textbox:invalid,.utrecht-button:focus:not(:disabled){color:red}"
        "@media print{.utrecht-button:not(.a,.b){color:red}.utrecht-table{display:none}}"
    )

    assert css.select(source) == (
        ".utrecht-button{color:red}\n.utrecht-select{color:red}\n@media print{\n.utrecht-table{display:none}\n}\n"
    )


def test_tokens_are_taken_through_each_other():
    known = {"--a": "var(--b)", "--b": "var(--c, red)", "--c": "blue", "--d": "green"}

    assert css.needed(".x{color:var(--a)}", known) == {"--a": "var(--b)", "--b": "var(--c, red)", "--c": "blue"}
