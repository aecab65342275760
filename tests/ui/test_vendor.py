"""Vendored files are what we took from their packages, each with its licence."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ui import vendor


def test_vendored_files_match_their_checksums():
    assert vendor.problems() == []


def test_every_vendored_folder_has_a_licence():
    folders = [path for path in vendor.VENDOR.iterdir() if path.is_dir()]

    assert folders
    assert [folder.name for folder in folders if not list(folder.glob("LICENSE*"))] == []


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.css").write_text("a{}")
    (tmp_path / "b.css").write_text("b{}")
    vendor.write(tmp_path)
    return tmp_path


def test_untouched_folder_has_no_problems(folder):
    assert vendor.problems(folder) == []


def test_changed_missing_and_new_files_are_named(folder):
    (folder / "a.css").write_text("a{color:red}")
    (folder / "b.css").unlink()
    (folder / "c.css").write_text("c{}")

    assert vendor.problems(folder) == ["a.css was changed", "b.css is missing", "c.css is not in CHECKSUMS"]


def test_check_vendor_says_how_many_files_match():
    out = StringIO()

    call_command("check_vendor", stdout=out)

    assert out.getvalue() == f"{len(vendor.recorded())} vendored files match their checksums.\n"


def test_check_vendor_fails_on_a_problem(monkeypatch):
    monkeypatch.setattr(vendor, "problems", lambda: ["a.css was changed"])

    with pytest.raises(CommandError, match="a.css was changed"):
        call_command("check_vendor")


def test_build_css_check_passes():
    out = StringIO()

    call_command("build_css", check=True, stdout=out)

    assert out.getvalue().startswith("static/css/nldesign.css: ")
