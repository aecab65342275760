"""Makes the demo data. Refuses outside demo mode, so that it can never mix with real work."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from smartindustry import demo


class Command(BaseCommand):
    help = "Make the demo data (demo mode only)."

    @transaction.atomic
    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data are not made in production.")
        demo.load()
