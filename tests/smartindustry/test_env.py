"""Settings from the environment: strict, and one sentence when they are wrong."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from smartindustry import env

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "s" * 60,
    "DATABASE_URL": "postgresql://app:x@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "portal.example",
    "SITE_URL": "https://portal.example",
    "CONTACT_EMAIL": "desk@portal.example",
}


def start(**environment):
    """Start Django in a process of its own with exactly this environment."""
    inherited = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(
        command, cwd=ROOT, env={**inherited, **environment}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("missing", sorted(set(PRODUCTION) - {"PORTAL_MODE"}))
def test_production_names_the_missing_variable_in_one_sentence(missing):
    result = start(**{key: value for key, value in PRODUCTION.items() if key != missing})
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"Settings: {missing} is missing.")


def test_production_starts_with_all_of_them():
    assert start(**PRODUCTION).returncode == 0


def test_debug_is_refused_in_production():
    assert "DEBUG must not be true" in start(**PRODUCTION, DEBUG="true").stderr


@pytest.mark.parametrize("value", ["yes", "1", "False!", "nee"])
def test_boolean_takes_only_true_and_false(monkeypatch, value):
    monkeypatch.setenv("SWITCH", value)
    with pytest.raises(SystemExit, match="SWITCH must be true or false"):
        env.boolean("SWITCH", False)


@pytest.mark.parametrize(
    "url", ["", "mysql://a:b@c/d", "postgresql://host", "postgresql:///name", "postgresql://a:b@c:notaport/"]
)
def test_database_url_must_be_whole(url):
    with pytest.raises(SystemExit, match="must look like postgresql://"):
        env.database("DATABASE_URL", url)


def test_database_url_decodes_password():
    assert env.database("DATABASE_URL", "postgresql://a:p%40ss@db:6000/portal")["PASSWORD"] == "p@ss"


def test_secret_is_read_from_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from-a-file\n")
    monkeypatch.setenv("THING_FILE", str(tmp_path / "key"))
    assert env.text("THING") == "from-a-file"


def test_unreadable_secret_file_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("THING_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit, match="which cannot be read"):
        env.text("THING")


def test_empty_secret_file_counts_as_missing(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("\n")
    monkeypatch.setenv("THING_FILE", str(tmp_path / "key"))
    with pytest.raises(SystemExit, match="THING is missing"):
        env.text("THING")


def test_day_reads_a_date(monkeypatch):
    monkeypatch.setenv("DEMO_TODAY", "2018-03-01")
    assert env.day("DEMO_TODAY") == date(2018, 3, 1)
    monkeypatch.setenv("DEMO_TODAY", "1 maart")
    with pytest.raises(SystemExit, match="must be a date"):
        env.day("DEMO_TODAY")


def test_mail_url_chooses_encryption():
    plain = env.mail("smtp://user:secret@mail.example:587")
    assert (plain["EMAIL_USE_TLS"], plain["EMAIL_USE_SSL"], plain["EMAIL_PORT"]) == (True, False, 587)
    assert env.mail("smtps://mail.example")["EMAIL_PORT"] == 465
