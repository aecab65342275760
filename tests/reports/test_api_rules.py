"""The design rules of docs/api/spectral.yaml over the committed contract, for where Spectral is not installed."""

import json
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "docs" / "api"
CONTRACT = json.loads((FOLDER / "openapi.json").read_text(encoding="utf-8"))
CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
OPERATIONS = [
    (path, method, operation) for path, methods in CONTRACT["paths"].items() for method, operation in methods.items()
]
ANSWERS = [
    (path, status, answer)
    for path, _method, operation in OPERATIONS
    for status, answer in operation["responses"].items()
]
SCHEMAS = CONTRACT["components"]["schemas"]
PROPERTIES = [(f"{one}.{name}", name, about) for one in SCHEMAS for name, about in SCHEMAS[one]["properties"].items()]
AROUND = ("Problem", "Fault", "Location", "Links")


def openapi_is_version_3():
    return [] if CONTRACT["openapi"].startswith("3.") else [CONTRACT["openapi"]]


def contact_is_complete():
    return [one for one in ("name", "email", "url") if not CONTRACT["info"]["contact"].get(one)]


def version_is_semantic():
    version = CONTRACT["info"]["version"]
    return [] if re.fullmatch(r"\d+\.\d+\.\d+", version) else [version]


def server_has_major_version():
    major = CONTRACT["info"]["version"].split(".")[0]
    return [one["url"] for one in CONTRACT["servers"] if not one["url"].endswith(f"/v{major}")]


def server_is_secure():
    return [one["url"] for one in CONTRACT["servers"] if not one["url"].startswith(("https://", "/"))]


def path_has_no_trailing_slash():
    return [path for path in CONTRACT["paths"] if path.endswith("/")]


def path_is_kebab_case():
    segment = r"/([a-z][a-z0-9]*(-[a-z0-9]+)*|\{[a-zA-Z0-9]+\})"
    return [path for path in CONTRACT["paths"] if not re.fullmatch(f"({segment})+", path)]


def query_key_is_camel_case():
    keys = [one["name"] for _p, _m, operation in OPERATIONS for one in operation["parameters"] if one["in"] == "query"]
    return [key for key in keys if not CAMEL.fullmatch(key)]


def property_is_camel_case():
    return [where for where, name, _about in PROPERTIES if not CAMEL.fullmatch(name)]


def method_is_standard():
    standard = {"get", "put", "post", "delete", "head", "options", "patch", "trace", "parameters"}
    return [f"{method} {path}" for path, method, _operation in OPERATIONS if method not in standard]


def api_is_read_only():
    return [f"{method} {path}" for path, method, _operation in OPERATIONS if method != "get"]


def answer_has_version():
    return [f"{path} {status}" for path, status, answer in ANSWERS if "API-Version" not in answer.get("headers", {})]


def error_is_a_problem():
    wrong = [one for one in ANSWERS if one[1][0] in "45" and list(one[2]["content"]) != ["application/problem+json"]]
    return [f"{path} {status}" for path, status, _answer in wrong]


def problem_has_its_members():
    return [one for one in ("status", "title", "detail") if one not in SCHEMAS["Problem"]["required"]]


def bad_input_is_400():
    return [path for path, _method, operation in OPERATIONS if "400" not in operation["responses"]]


def moment_says_so_in_its_name():
    return [where for where, name, about in PROPERTIES if name.endswith("At") and about.get("format") != "date-time"]


def day_has_no_time():
    return [where for where, name, about in PROPERTIES if name.endswith("On") and about.get("format") != "date"]


def property_is_explained():
    rows = [one for one in PROPERTIES if not one[0].split(".")[0].endswith(("Page", *AROUND))]
    return [where for where, _name, about in rows if not about.get("description")]


RULES = [
    openapi_is_version_3, contact_is_complete, version_is_semantic, server_has_major_version, server_is_secure,
    path_has_no_trailing_slash, path_is_kebab_case, query_key_is_camel_case, property_is_camel_case,
    method_is_standard, api_is_read_only, answer_has_version, error_is_a_problem, problem_has_its_members,
    bad_input_is_400, moment_says_so_in_its_name, day_has_no_time, property_is_explained,
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_contract_keeps_the_rule(rule):
    assert rule() == []


def test_both_have_the_same_rules():
    ruleset = yaml.safe_load((FOLDER / "spectral.yaml").read_text(encoding="utf-8"))
    own = {name.replace("-", "_") for name, rule in ruleset["rules"].items() if isinstance(rule, dict)}
    assert own == {rule.__name__ for rule in RULES}


def test_contract_is_sound():
    """As the JSON schema of OpenAPI 3.0 has it; every operation has a name of its own."""
    from drf_spectacular.validation import validate_schema

    validate_schema(CONTRACT)
    names = [operation["operationId"] for _path, _method, operation in OPERATIONS]
    assert len(names) == len(set(names))
