"""`manage.py openapi`: write the contract of the API to docs/api/openapi.json again."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.api.schema import contract

CONTRACT = Path(settings.BASE_DIR) / "docs" / "api" / "openapi.json"


def text() -> str:
    return json.dumps(contract(), indent=1, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    help = "Write the contract of the API to docs/api/openapi.json; with --check only say whether that is the same."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; status 1 when it differs")

    def handle(self, *args, check: bool, **options) -> None:
        same = CONTRACT.exists() and CONTRACT.read_text(encoding="utf-8") == text()
        if check and not same:
            raise CommandError("docs/api/openapi.json is not the contract of this code: run manage.py openapi.")
        if not same:
            CONTRACT.write_text(text(), encoding="utf-8")
        self.stdout.write("The contract is the same." if same else "The contract is written: look at what changed.")
