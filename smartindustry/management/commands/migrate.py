"""Django's migrate, as the owner, followed by what the application may do with the tables."""

from pathlib import Path

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from smartindustry import env
from smartindustry.settings import running_service

GRANTS = Path(settings.BASE_DIR) / "smartindustry" / "sql" / "grants.sql"


class Command(migrate.Command):
    def handle(self, *args, **options):
        super().handle(*args, **options)
        application = env.text("DATABASE_APPLICATION_ROLE", "") or self._application()
        with connections[options["database"]].cursor() as cursor:
            cursor.execute("SELECT set_config('portal.application', %s, false)", [application])
            cursor.execute(GRANTS.read_text())

    def _application(self) -> str:
        """The role in DATABASE_URL, or the one of the running embedded server."""
        url = env.text("DATABASE_URL", running_service("DATABASE_URL"))
        return env.database("DATABASE_URL", url)["USER"]
