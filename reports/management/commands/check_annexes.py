"""`manage.py check_annexes`: make the CSV of every annex again. Status 1 when kept bytes or figures differ."""

from django.core.management.base import BaseCommand, CommandError

from reports import annex_check


class Command(BaseCommand):
    help = "Make the CSV of every annex again from the books; status 1 and a line for each that differs."

    def handle(self, *args, **options):
        found = annex_check.every()
        for number in found["broken"]:
            self.stdout.write(f"{number}: the kept bytes are not those of the digest.")
        for number, what in found["differing"].items():
            self.stdout.write(f"{number}: {what} cells differ." if isinstance(what, int) else f"{number}: {what}")
        if found["broken"] or found["differing"]:
            raise CommandError(f"{len({*found['broken'], *found['differing']})} annexes differ.", returncode=1)
        self.stdout.write(f"{found['checked']} annexes checked: all the same.")
