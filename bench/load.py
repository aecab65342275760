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
from urllib.parse import urlencode

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
    (ROOT / ".bench").mkdir(exist_ok=True)
    child = process.start(command, environment=environment, folder=ROOT, log=ROOT / ".bench" / "gunicorn.log")
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


def open_to(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)


def get(connection: http.client.HTTPConnection, path: str, headers: dict[str, str] | None = None) -> bytes:
    """One GET over a connection that stays open. Anything but 200 ends the bench."""
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}")
    return body


class Visitor:
    """A browser without pictures: keeps its connection and its cookies, and sends the token that forms ask for."""

    def __init__(self, connection: http.client.HTTPConnection, **headers: str):
        self.connection, self.headers = connection, headers
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> str:
        return self._ask("GET", path, None, 200)[1]

    def post(self, path: str, **values: str) -> str:
        """Send a form; returns where the answer leads."""
        body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **values})
        return self._ask("POST", path, body, 302)[0]

    def _ask(self, method: str, path: str, body: str | None, expected: int) -> tuple[str, str]:
        headers = {**self.headers, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        if response.status != expected:
            raise SystemExit(f"{method} {path} answered {response.status}")
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return response.headers.get("Location", ""), text


def one_by_one(port: int, path: str, times: int = 40) -> float:
    """Median seconds of an answer when nobody else asks."""
    connection = open_to(port)
    taken = []
    for _time in range(times + 5):
        start = time.perf_counter()
        get(connection, path)
        taken.append(time.perf_counter() - start)
    connection.close()
    return statistics.median(taken[5:])


def together(port: int, ask: Callable[[http.client.HTTPConnection], object], clients: int = CLIENTS) -> Load:
    """`ask` over and over by so many clients at once."""

    def flow(connection: http.client.HTTPConnection) -> Iterator[object]:
        while True:
            yield ask(connection)

    return flowing(port, flow, clients)


def flowing(port: int, flow: Callable[[http.client.HTTPConnection], Iterator], clients: int = CLIENTS) -> Load:
    """So many clients at once, each going through its own endless `flow`: every step of it is one request."""
    taken: list[float] = []
    begin = time.perf_counter() + WARM_UP
    end = begin + SECONDS

    def client() -> None:
        connection = open_to(port)
        steps = flow(connection)
        while (start := time.perf_counter()) < end:
            next(steps)
            if start >= begin:
                taken.append(time.perf_counter() - start)
        connection.close()

    threads = [threading.Thread(target=client) for _client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(len(taken) / SECONDS, statistics.median(taken), statistics.quantiles(taken, n=20)[-1])
