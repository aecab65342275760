"""A second yardstick beside the floor: django-hordak, a ledger for Django, posts two legs on the same server.

It lives in a virtual environment of its own under .bench/, made the first time, so that the portal does not depend on
it. Where it cannot be installed there is no yardstick, and the bench says so.
"""

# ruff: noqa: PLC0415 -- what only exists inside that environment is imported there

import subprocess
import sys
import threading
import time
import venv
from pathlib import Path

VERSION = "2.0.0"
HOME = Path(__file__).resolve().parent.parent / ".bench" / "hordak"


def rate(url: str, writers: int, seconds: int) -> float | None:
    """Transactions per second in an empty database at `url`, whose role owns it; None where hordak is not to be had."""
    python = _python()
    if python is None:
        return None
    command = [str(python), str(Path(__file__).resolve()), url, str(writers), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME)
    if done.returncode:
        raise SystemExit(done.stderr)
    return float(done.stdout)


def _python() -> Path | None:
    python = HOME / "bin" / "python"
    if not (HOME / "installed").exists():
        venv.create(HOME, with_pip=True)
        wanted = [f"django-hordak=={VERSION}", "psycopg2-binary"]
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            return None
        (HOME / "installed").touch()
    return python


def post(url: str, writers: int, seconds: int) -> float:
    """Inside hordak's own environment: migrate, and post from as many threads as there are writers."""
    import django
    from django.conf import settings
    from psycopg2.extensions import parse_dsn

    parts = parse_dsn(url)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                **{ours: parts.get(theirs, "") for ours, theirs in names.items()},
            }
        },
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "mptt", "hordak"],
        DEFAULT_CURRENCY="EUR",
        CURRENCIES=["EUR"],
        USE_TZ=True,
    )
    django.setup()
    from django.core.management import call_command
    from django.db import connections
    from hordak.models import Account
    from moneyed import Money

    call_command("migrate", verbosity=0)
    one, other = (
        Account.objects.create(name=name, code=code, type="AS", currencies=["EUR"])
        for name, code in (("a", "1"), ("b", "2"))
    )
    counts, end = [0] * writers, time.monotonic() + seconds

    def work(number: int) -> None:
        while time.monotonic() < end:
            one.transfer_to(other, Money("0.01", "EUR"))
            counts[number] += 1
        connections.close_all()

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 60)
    return sum(counts) / seconds


if __name__ == "__main__":
    sys.stdout.write(str(post(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
