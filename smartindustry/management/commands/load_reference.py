"""Loads the reference data of every app, bottom floor first. Running it again changes nothing."""

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts import reference as accounts
from fieldlabs import reference as fieldlabs
from funding import reference as funding
from hubs import reference as hubs
from programme import reference as programme
from regions import reference as regions

LOADERS = [regions, accounts, programme, fieldlabs, hubs, funding]


class Command(BaseCommand):
    help = "Load or update the reference data of every app."

    @transaction.atomic
    def handle(self, *args, **options):
        for loader in LOADERS:
            loader.load()
