"""`manage.py run`: everything in one foreground process tree. Runs before Django, whose database it starts."""

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from smartindustry.embedded import StartError, kvk, postgres, process, redis

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]


class Stop(Exception):
    """Ctrl-C or SIGTERM."""


class Portal:
    """The process tree: services first, then web, worker and scheduler; ended in reverse order."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.children: dict[str, tuple[subprocess.Popen, list[str]]] = {}
        self.services: list[postgres.Postgres | redis.Redis] = []
        self.deaths: list[float] = []
        self.register: kvk.Register | None = None

    def start_services(self) -> None:
        """Set DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL, starting what the environment does not name."""
        urls = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")}
        if bool(urls["DATABASE_URL"]) != bool(urls["DATABASE_OWNER_URL"]):
            raise StartError(
                "Set both DATABASE_URL (the application) and DATABASE_OWNER_URL (who migrates), or neither."
            )
        if not urls["DATABASE_URL"]:
            say("PostgreSQL starts…")
            server = postgres.start(self.home)
            self.services.append(server)
            urls["DATABASE_URL"], urls["DATABASE_OWNER_URL"] = (
                server.url(postgres.APPLICATION),
                server.url(postgres.OWNER),
            )
        if not urls["REDIS_URL"]:
            queue = redis.start(self.home, postgres.made_passwords(self.home)["redis"])
            if queue:
                self.services.append(queue)
                urls["REDIS_URL"] = queue.url
            else:
                say("No Redis found: jobs run in the web process after each change.")
        os.environ.update(urls)
        os.environ.setdefault("SECRET_KEY", postgres.made_passwords(self.home)["secret_key"])
        file = self.home / "services.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps(urls))

    def prepare(self) -> None:
        """Migrate and load reference and demo data, unless this very code did so on this database before."""
        mark = self.home / "prepared"
        wanted = _fingerprint()
        own_database = any(isinstance(service, postgres.Postgres) for service in self.services)
        if own_database and mark.exists() and mark.read_text() == wanted:
            return
        say("Database, reference data and demo data are prepared…")
        for command in (
            ["migrate", "--verbosity=0"],
            ["load_reference"],
            ["load_demo"],
            ["translations", "compile"],
            ["collectstatic", "--noinput", "--verbosity=0"],
        ):
            if subprocess.run([*MANAGE, *command], check=False).returncode:
                raise StartError(f"`manage.py {' '.join(command)}` failed; its message is above.")
        mark.write_text(wanted)

    def start_register(self) -> None:
        """A demonstration asks a trade register of its own, unless the environment names another."""
        if os.environ["PORTAL_MODE"] == "demo" and not os.environ.get("KVK_API_URL"):
            self.register = kvk.start()
            os.environ["KVK_API_URL"], os.environ["KVK_API_KEY"] = self.register.url, kvk.KEY

    def start_programs(self) -> None:
        python = [sys.executable, "-m"]
        self.start(
            "web",
            [
                *python,
                "gunicorn",
                "smartindustry.wsgi",
                f"--bind=127.0.0.1:{self.port}",
                "--workers=2",
                "--threads=4",
                "--timeout=30",
                "--graceful-timeout=10",
                # A long search text gets our own page, not gunicorn's bare English line.
                "--limit-request-line=0",
                "--preload",
                "--log-level=warning",
            ],
        )
        if os.environ.get("REDIS_URL"):
            celery = [*python, "celery", "--app=smartindustry", "--quiet"]
            self.start(
                "worker",
                [*celery, "worker", "--concurrency=1", "--loglevel=warning", "--without-gossip", "--without-mingle"],
            )
            self.start("scheduler", [*celery, "beat", "--loglevel=warning"])

    def start(self, name: str, command: list[str]) -> None:
        log = self.home / "log" / f"{name}.log"
        log.parent.mkdir(exist_ok=True)
        self.children[name] = (process.start(command, log=log, folder=ROOT), command)

    def wait_until_up(self, patience: float = 60) -> None:
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self.children["web"][0].poll() is not None:
                break
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5).close()
                return
            time.sleep(0.1)
        raise StartError(f"The web server did not start; the reason is in {self.home / 'log' / 'web.log'}.")

    def watch(self) -> None:
        """Until stopped: start again what dies."""
        while True:
            time.sleep(1)
            for service in self.services:
                if service.child.poll() is not None:
                    self._note_death(type(service).__name__)
                    service.restart()
            for name, (child, command) in list(self.children.items()):
                if child.poll() is not None:
                    self._note_death(name)
                    self.start(name, command)

    def _note_death(self, name: str) -> None:
        """Five deaths in a minute end the portal: what keeps dying is not mended by starting it again."""
        self.deaths = [moment for moment in self.deaths if moment > time.monotonic() - 60]
        self.deaths.append(time.monotonic())
        if len(self.deaths) > 5:
            raise StartError(f"{name} keeps stopping; the reason is in {self.home / 'log' / name.lower()}.log.")
        say(f"{name} stopped and is started again.")

    def stop(self) -> None:
        for child, _command in reversed(self.children.values()):
            process.stop(child)
        if self.register:
            self.register.stop()
        for service in reversed(self.services):
            service.stop()
        (self.home / "services.json").unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="manage.py run", description="Start the whole portal.")
    parser.add_argument("--port", type=int, default=None)
    options = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _raise_stop)
    try:
        return _run(options.port)
    except StartError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except Stop:
        say("Stopped.")
        return 0


def _run(port: int | None) -> int:
    port = port or _port()
    home = Path(os.environ.get("DATA_DIR", ROOT / ".data"))
    home.mkdir(parents=True, exist_ok=True)
    with _only_one(home):
        if process.port_in_use(port):
            raise StartError(
                f"Port {port} is in use by another program: stop that, or choose another with PORT={port + 1}."
            )
        os.environ["PORT"] = str(port)
        os.environ.setdefault("PORTAL_MODE", "demo")
        portal = Portal(home, port)
        try:
            portal.start_services()
            portal.start_register()
            portal.prepare()
            portal.start_programs()
            portal.wait_until_up()
            _welcome(port)
            portal.watch()
        finally:
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            portal.stop()
    return 0


def _port() -> int:
    value = os.environ.get("PORT", "8000")
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise StartError(f"PORT must be a number from 1 to 65535, not {value!r}.")
    return int(value)


@contextlib.contextmanager
def _only_one(home: Path):
    """One portal per data folder; the kernel frees the lock whatever way the other one ends."""
    with (home / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartError("The portal already runs from this folder: stop that one first.") from None
        yield


def _fingerprint() -> str:
    """Changes with whatever `prepare` loads: migrations, data, demo, translations, static files."""
    digest = hashlib.sha256()
    patterns = (
        "*/migrations/*.py",
        "*/data/*",
        "*/reference.py",
        "*/sql/*.sql",
        "*/locale/**/*.po",
        "smartindustry/*.py",
        "assessments/questionnaires/*",
        "static/**/*",
    )
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file():
                digest.update(f"{file.relative_to(ROOT)} {file.stat().st_size} {file.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def _welcome(port: int) -> None:
    sign_ins = subprocess.run([*MANAGE, "sign_ins"], check=False, capture_output=True, text=True).stdout
    say(f"\nThe portal is ready: http://localhost:{port}\n\n{sign_ins}\nCtrl-C stops it.")


def _raise_stop(number: int, frame: object) -> None:
    raise Stop


def say(sentence: str) -> None:
    print(sentence, flush=True)
