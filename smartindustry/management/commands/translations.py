"""`translations extract|check|compile`: see smartindustry/translations.py."""

from django.core.management.base import BaseCommand, CommandError

from smartindustry import translations


class Command(BaseCommand):
    help = "Extract, check or compile the translations of every app (or of those named)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["extract", "check", "compile"])
        parser.add_argument("apps", nargs="*")

    def handle(self, *args, verb, apps, **options):
        chosen = apps or translations.APPS
        if verb == "compile":
            translations.compile_all()
        elif verb == "extract":
            for app in chosen:
                self.stdout.write(f"{app}: {translations.extract(app)} to translate")
        elif faults := [*(fault for app in chosen for fault in translations.faults(app)), *translations.rivals()]:
            raise CommandError("\n".join(faults))
