"""Makes an administrator, who can invite everyone else. For a portal that has nobody yet."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from accounts import actions
from accounts.models import Organisation, Role, RoleHolding, User
from jobs import clock


class Command(BaseCommand):
    help = "Make an administrator, who then asks for a password by mail."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--organisation", default="Portaalbeheer")

    @transaction.atomic
    def handle(self, *args, email, name, organisation, **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        if User.objects.filter(email=email.lower()).exists():
            raise CommandError(f"{email} already has an account: let an administrator invite them to the role.")
        person = actions.add_person(email=email, name=name, password=None)
        office, _made = Organisation.objects.get_or_create(name=organisation, kind=Organisation.Kind.PORTAL)
        RoleHolding.objects.create(person=person, organisation=office, role=Role.ADMINISTRATOR, starts_on=clock.today())
        self.stdout.write(f"{name} is administrator. A password is asked for on {reverse('account_reset_password')}")
