from django.core.management.base import BaseCommand, CommandError

from ui import css


class Command(BaseCommand):
    help = "Build static/css/nldesign.css from the vendored components, the tokens and the theme."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say whether the built file is up to date")

    def handle(self, *args, check, **options):
        built = css.build()
        if check and css.BUILT.read_text(encoding="utf-8") != built:
            raise CommandError("static/css/nldesign.css is out of date: run manage.py build_css.")
        if not check:
            css.BUILT.write_text(built, encoding="utf-8")
        self.stdout.write(f"static/css/nldesign.css: {len(built.encode()):,} bytes.")
