#!/usr/bin/env python
"""Entry point: `manage.py run` starts everything, all else is Django's."""

import os
import sys

# These change the database's structure, which only its owner may do.
OWNER_COMMANDS = {"migrate", "showmigrations", "sqlmigrate", "pgtrigger", "dbshell"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartindustry.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "run":
        from smartindustry.run import main as run  # noqa: PLC0415 -- starts the database that Django needs

        sys.exit(run(sys.argv[2:]))
    if command in OWNER_COMMANDS:
        os.environ["DATABASE_ROLE"] = "owner"
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- after the role is chosen

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
