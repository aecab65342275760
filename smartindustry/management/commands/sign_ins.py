"""Prints one demo sign-in per role."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import Role
from smartindustry.cast import CAST, PASSWORD


class Command(BaseCommand):
    help = "Print one demo sign-in per role (demo mode only)."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("There are no demo sign-ins outside demo mode.")
        self.stdout.write(f"Demo sign-ins, all with the password {PASSWORD}\n")
        for member in CAST:
            self.stdout.write(f"  {member.email:<36} {Role(member.role).label}, {member.organisation}")
