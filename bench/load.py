"""A small load client: keep-alive connections over loopback, standard library only."""

import contextlib
import http.client
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from smartindustry.embedded import process

ROOT = Path(__file__).resolve().parent.parent
CLIENTS, SECONDS, WARM_UP = 16, 4.0, 1.0


@dataclass(frozen=True)
class Load:
    """What the clients saw: answers per second, and seconds per answer (median and 95th percentile)."""

    rate: float
    median: float
    p95: float


@contextlib.contextmanager
def gunicorn(application: str, *, workers: int = 2, **environment: str) -> Iterator[int]:
    """gunicorn with keep-alive threads on a free port; yields the port."""
    port = process.free_port()
    command = [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}", f"--workers={workers}"]
    command += ["--threads=8", "--keep-alive=30", "--graceful-timeout=1", "--log-level=warning"]
    child = process.start(command, environment=environment, folder=ROOT)
    try:
        _wait(port, child)
        yield port
    finally:
        process.stop(child)


def _wait(port: int, child, patience: float = 60) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end and child.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            connection.close()
            return
        time.sleep(0.05)
    raise SystemExit("gunicorn did not start")


def get(connection: http.client.HTTPConnection, path: str, headers: dict[str, str] | None = None) -> bytes:
    """One GET over a connection that stays open. Anything but 200 ends the bench."""
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}")
    return body


def one_by_one(port: int, path: str, times: int = 40) -> float:
    """Median seconds of an answer when nobody else asks."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    taken = []
    for _time in range(times + 5):
        start = time.perf_counter()
        get(connection, path)
        taken.append(time.perf_counter() - start)
    connection.close()
    return statistics.median(taken[5:])


def together(port: int, ask: Callable[[http.client.HTTPConnection], object], clients: int = CLIENTS) -> Load:
    """`ask` over and over by so many clients at once."""
    taken: list[float] = []
    begin = time.perf_counter() + WARM_UP
    end = begin + SECONDS

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while (start := time.perf_counter()) < end:
            ask(connection)
            if start >= begin:
                taken.append(time.perf_counter() - start)
        connection.close()

    threads = [threading.Thread(target=client) for _client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(len(taken) / SECONDS, statistics.median(taken), statistics.quantiles(taken, n=20)[-1])
