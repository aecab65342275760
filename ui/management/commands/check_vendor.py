from django.core.management.base import BaseCommand, CommandError

from ui import vendor


class Command(BaseCommand):
    help = "Compare the vendored files with their recorded checksums."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="record the present files instead")

    def handle(self, *args, write, **options):
        if write:
            vendor.write()
        if found := vendor.problems():
            raise CommandError("; ".join(found))
        self.stdout.write(f"{len(vendor.recorded())} vendored files match their checksums.")
