"""`make test`: compiles the translations, then the whole suite in parallel."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    environment = {**os.environ, "PORTAL_MODE": "test", "DATABASE_URL": os.environ.get("DATABASE_URL", NOWHERE)}
    subprocess.run([sys.executable, "manage.py", "translations", "compile"], cwd=ROOT, check=True, env=environment)
    workers = str(min(4, os.cpu_count() or 1))
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


# Compiling translations needs settings, not a database.
NOWHERE = "postgresql://nobody:nothing@127.0.0.1:1/none"

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
