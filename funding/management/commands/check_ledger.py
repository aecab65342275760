"""`manage.py check_ledger`: derive everything from the journal again. Status 1 when anything differs."""

from django.core.management.base import BaseCommand, CommandError

from funding import audit


class Command(BaseCommand):
    help = "Derive the books from the journal again; status 1 and a sentence for each difference."

    def handle(self, *args, **options):
        differences = audit.differences()
        for sentence in differences:
            self.stdout.write(sentence)
        if differences:
            raise CommandError(f"{len(differences)} differences.", returncode=1)
        self.stdout.write("The books agree with the journal.")
