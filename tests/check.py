"""`make check`: what can be told without running the portal. Every check runs; any fault makes it red."""

import os
import subprocess
import sys
from pathlib import Path

from tests.run import NOWHERE

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DEMO = {"DATABASE_URL": NOWHERE, "PORTAL_MODE": "test"}
PRODUCTION = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "checked-only-" + "x7Kq" * 16,
    "DATABASE_URL": NOWHERE,
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "portal.example",
    "SITE_URL": "https://portal.example",
    "CONTACT_EMAIL": "desk@portal.example",
}
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("ruff: lint", [str(BIN / "ruff"), "check", "."], {}),
    ("ruff: format", [str(BIN / "ruff"), "format", "--check", "."], {}),
    ("djlint: templates", [str(BIN / "djlint"), "templates", "--lint", "--quiet"], {}),
    ("import-linter: layers", [str(BIN / "lint-imports"), "--no-cache"], DEMO),
    ("migrations are complete", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"], DEMO),
    ("settings for production", [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"], PRODUCTION),
    ("translations are complete", [sys.executable, "manage.py", "translations", "check"], DEMO),
    ("vendored files match their checksums", [sys.executable, "manage.py", "check_vendor"], DEMO),
]


def main() -> int:
    red = []
    for name, command, environment in CHECKS:
        result = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
        print(f"{'ok ' if result.returncode == 0 else 'RED'}  {name}", flush=True)
        if result.returncode:
            red.append(name)
            print(result.stdout + result.stderr, flush=True)
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
