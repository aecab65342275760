"""`manage.py enter_letter`: the historical record of 5 February 2018 in the books. Running it again changes nothing."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from funding.actions import enter_letter
from funding.rules import RuleBroken


class Command(BaseCommand):
    help = "Enter what the letter of 5 February 2018 says as reservations and pledges, never as a decision or payment."

    def add_arguments(self, parser):
        parser.add_argument("--by", required=True, help="e-mail address of who enters it and decides on budgets")
        parser.add_argument("--waived-by", required=True, help="e-mail address of the ministry's controller")

    def handle(self, *args, by, waived_by, **options):
        try:
            entered = enter_letter(by=_person(by), waived_by=_person(waived_by))
        except RuleBroken as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write("The letter is entered." if entered else "The letter was already entered.")


def _person(email: str) -> User:
    found = User.objects.filter(email=email.lower()).first()
    if found is None:
        raise CommandError(f"Nobody here has the e-mail address {email}.")
    return found
