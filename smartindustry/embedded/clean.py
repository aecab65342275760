"""`make clean`: also removes the data that lie elsewhere because PostgreSQL's user could not enter this folder."""

import shutil
import sys
from pathlib import Path

from smartindustry.embedded import postgres


def main(homes: list[str]) -> None:
    for home in homes:
        shutil.rmtree(postgres.elsewhere(Path(home)), ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
