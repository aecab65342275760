"""`make coverage`: the tests of the money, one after another; red when a branch of what decides on money is not taken.

In one process, so that one measurement holds all of it. Which test took a branch is not kept: only whether any did.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.run import NOWHERE

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".test" / "coverage"
MEASURED = (
    "funding.actions",
    "funding.permissions",
    # Co-funding: its arithmetic, which pool it belongs to, who sees it and who is told.
    "funding.cofunding",
    "funding.pools",
    "funding.match_register",
    "funding.match_notices",
)
TESTS = ("tests/funding",)


def main(arguments: list[str]) -> int:
    """Arguments for pytest replace `TESTS`. Zero when the tests pass and no line or branch is left."""
    environment = {**os.environ, "PORTAL_MODE": "test", "DATABASE_URL": os.environ.get("DATABASE_URL", NOWHERE)}
    subprocess.run([sys.executable, "manage.py", "translations", "compile"], cwd=ROOT, check=True, env=environment)
    DATA.parent.mkdir(exist_ok=True)
    coverage = [sys.executable, "-m", "coverage"]
    run = [*coverage, "run", "--branch", f"--source={','.join(MEASURED)}", f"--data-file={DATA}"]
    tests = subprocess.run([*run, "-m", "pytest", "-q", "-n0", *(arguments or TESTS)], cwd=ROOT, check=False)
    report = [*coverage, "report", f"--data-file={DATA}", "--show-missing", "--precision=2", "--fail-under=100"]
    return subprocess.run(report, cwd=ROOT, check=False).returncode or tests.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
