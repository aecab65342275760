"""Child processes that never outlive the portal, and run as an unprivileged user where they must."""

import contextlib
import ctypes
import os
import pwd
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def unprivileged() -> pwd.struct_passwd | None:
    """The user that PostgreSQL runs as when we are root (it refuses root); None when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    return None


def _before_exec(user: pwd.struct_passwd | None, death_signal: int):
    def prepare() -> None:
        os.setsid()  # Ctrl-C reaches the portal alone, which then stops its children in order
        if user:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
        if _libc:  # after setuid, which clears it: the kernel tells the child when the portal is killed
            _libc.prctl(PR_SET_PDEATHSIG, death_signal)

    return prepare


def start(
    command: list[str],
    *,
    log: Path | None = None,
    environment: Mapping[str, str] | None = None,
    user: pwd.struct_passwd | None = None,
    folder: Path | None = None,
    death_signal: int = signal.SIGTERM,
) -> subprocess.Popen:
    """Start a child in its own session; its output goes to `log`, or to ours when there is none."""
    output = log.open("ab") if log else None
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            env={**os.environ, **environment} if environment else None,
            cwd=folder,
            preexec_fn=_before_exec(user, death_signal),
        )
    finally:
        if output:
            output.close()


def stop(child: subprocess.Popen, stop_signal: int = signal.SIGTERM, patience: float = 15) -> None:
    """Ask the child to stop, wait, and kill its whole session when it does not."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            child.send_signal(stop_signal)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def alive(pid: int) -> bool:
    """Whether a process with this number exists (also when it belongs to another user)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def free_port() -> int:
    """A TCP port on loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def port_in_use(port: int) -> bool:
    """Whether something on this machine already listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
