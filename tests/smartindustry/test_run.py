"""`manage.py run`, the real thing: starts, answers, restarts, ends with its children, and explains itself."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from smartindustry.cast import CAST
from smartindustry.embedded import postgres, process

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("run")


def launch(home, port, **environment):
    inherited = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.Popen(
        [sys.executable, "manage.py", "run"],
        cwd=ROOT,
        env={**inherited, "DATA_DIR": str(home), "PORT": str(port), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for(child, words, patience=240):
    """Read what the portal prints until these words; returns all of it."""
    seen, end = "", time.monotonic() + patience
    while time.monotonic() < end:
        line = child.stdout.readline()
        if not line:
            break
        seen += line
        if words in line:
            return seen
    raise AssertionError(f"{words!r} was not printed:\n{seen}")


def children_of(home):
    """Process ids whose command line or folder is this portal's."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (folder / "cmdline").read_text()
            environment = (folder / "environ").read_text()
            if str(home) in command or f"DATA_DIR={home}" in environment:
                found.append(int(folder.name))
    return found


def gone(home, patience=20):
    end = time.monotonic() + patience
    while children_of(home) and time.monotonic() < end:
        time.sleep(0.1)
    return children_of(home) == []


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("portal")
    yield folder
    remove(folder)


def remove(home):
    """Also where the data lie when we are root and others cannot enter the folder."""
    for place in (home, postgres.elsewhere(home)):
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def portal(home):
    """A started portal, ended whatever happens."""
    port = process.free_port()
    child = launch(home, port)
    try:
        printed = wait_for(child, "Ctrl-C stops it.")
        yield child, port, printed
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait(40)
        child.stdout.close()


@pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc to see that no process is left")
def test_portal_starts_prints_sign_ins_and_ends_on_ctrl_c(portal, home):
    child, port, printed = portal
    assert f"http://localhost:{port}" in printed
    assert printed.count("@demo.smartindustry.example") == len(CAST)
    health = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10))
    assert health["parts"]["database"] == "up"
    child.send_signal(signal.SIGINT)
    assert child.wait(40) == 0
    assert gone(home)


@pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc to see that no process is left")
def test_portal_starts_again_after_kill_9_and_quickly(portal, home):
    child, port, _printed = portal
    child.kill()
    child.wait(10)
    again = launch(home, port)
    try:
        started = time.monotonic()
        wait_for(again, "Ctrl-C stops it.", patience=60)
        assert time.monotonic() - started < 30  # 10 s is the goal; a loaded test machine gets more
    finally:
        again.terminate()
        assert again.wait(40) == 0
        again.stdout.close()
    assert gone(home)


def test_web_server_that_dies_is_started_again(portal, home):
    child, port, _printed = portal
    web = [pid for pid in children_of(home) if "gunicorn" in Path(f"/proc/{pid}/cmdline").read_text()]
    for pid in web:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_for(child, "web stopped and is started again.", patience=30)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            assert urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10).status == 200
            return
        time.sleep(0.2)
    raise AssertionError("the web server did not come back")


def health(port):
    with contextlib.suppress(OSError, ValueError):
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10))["parts"]["database"]
    return "no answer"


def kill_database(home):
    server = [
        pid
        for pid in children_of(home)
        if Path(f"/proc/{pid}/cmdline").read_text().split("\0")[0].endswith("/postgres")
    ]
    os.kill(min(server), signal.SIGKILL)


def wait_for_database(child, port):
    wait_for(child, "Postgres stopped and is started again.", patience=30)
    end = time.monotonic() + 30
    while health(port) != "up" and time.monotonic() < end:
        time.sleep(0.2)
    assert health(port) == "up"


def test_killed_database_comes_back_and_pages_meanwhile_say_so(portal, home):
    child, port, _printed = portal
    kill_database(home)
    wait_for_database(child, port)


class Visitor:
    """A browser without JavaScript: keeps cookies and hidden fields, follows redirects."""

    def __init__(self, port):
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.base, self.page, self.url = f"http://127.0.0.1:{port}", "", ""

    def open(self, address, data=None):
        with self.opener.open(address, data and urllib.parse.urlencode(data).encode(), timeout=10) as answer:
            self.page, self.url = answer.read().decode(), answer.url

    def answer(self, level):
        form = self.page.split("<form", 1)[1].rsplit("</form>", 1)[0]
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        self.open(self.url, hidden | {"answer": str(level)})


def test_answer_that_was_acknowledged_survives_a_killed_database(portal, home):
    child, port, _printed = portal
    visitor = Visitor(port)
    visitor.open(f"{visitor.base}/zelfscan/")
    visitor.answer(2)
    second = visitor.url
    visitor.answer(5)
    third = visitor.url
    assert (second[-9:], third[-9:]) == ("/vraag/2/", "/vraag/3/")

    kill_database(home)
    with contextlib.suppress(OSError):  # the answer that nobody acknowledged
        visitor.answer(4)
    wait_for_database(child, port)

    visitor.open(second)
    assert re.search(r'value="5"[^>]*checked', visitor.page)
    visitor.open(third)
    visitor.answer(3)
    assert visitor.url.endswith("/vraag/4/")


def refused(home, port, **environment):
    child = launch(home, port, **environment)
    output, _ = child.communicate(timeout=60)
    return child.returncode, output.strip().splitlines()[-1]


def test_port_in_use_is_one_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, sentence = refused(tmp_path, port)
    assert code == 1
    assert sentence == f"Port {port} is in use by another program: stop that, or choose another with PORT={port + 1}."


def test_broken_database_folder_is_one_sentence(tmp_path):
    # As root pytest's folder is closed to the user that runs PostgreSQL, whose data then lie elsewhere.
    for place in (tmp_path, postgres.elsewhere(tmp_path)) if os.geteuid() == 0 else (tmp_path,):
        (place / "postgres").mkdir(parents=True)
        (place / "postgres" / "something").write_text("not a database")
    postgres.made_passwords(tmp_path)
    code, sentence = refused(tmp_path, process.free_port())
    remove(tmp_path)
    assert code == 1
    assert sentence.startswith("The database folder")
    assert "damaged" in sentence


def test_half_of_the_database_addresses_is_one_sentence(tmp_path):
    code, sentence = refused(tmp_path, process.free_port(), DATABASE_URL="postgresql://a:b@127.0.0.1:1/x")
    assert code == 1
    assert sentence.startswith("Set both DATABASE_URL (the application) and DATABASE_OWNER_URL")


def test_wrong_port_is_one_sentence(tmp_path):
    code, sentence = refused(tmp_path, "tachtig")
    assert (code, sentence) == (1, "PORT must be a number from 1 to 65535, not 'tachtig'.")


def test_lost_passwords_are_one_sentence(tmp_path):
    for place in (tmp_path, postgres.elsewhere(tmp_path)) if os.geteuid() == 0 else (tmp_path,):
        (place / "postgres").mkdir(parents=True)
        (place / "postgres" / "PG_VERSION").write_text("18")
    code, sentence = refused(tmp_path, process.free_port())
    remove(tmp_path)
    assert code == 1
    assert "is there but its passwords are not" in sentence
