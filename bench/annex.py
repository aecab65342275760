"""From the button to the annex: freezing a view of the money and making both documents, beside bare typst.

Twice: the dashboard, and the whole answer between two days with a thousand rows of entries.

The floor is typst alone on the same text and the same data, already at hand, in the same run. The goal is in seconds:
who presses the button waits for the job. `BENCH_ANNEXES` changes how many are made; the median counts.
"""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up, which is up to whoever calls run()

import json
import os
import statistics
import time
import uuid
from collections.abc import Callable

ANNEXES = int(os.environ.get("BENCH_ANNEXES", "5"))
MOST_SECONDS = 2.0
ENTRIES = 1000
"""Of the long annex: as many as it lists."""
VIEWS = {"budget": {}, "difference": {"van": "2018-01-01"}}


def run() -> list[dict[str, object]]:
    """What the request does and what its job does, together."""
    from django.db import connection
    from django.utils import translation

    from tests import database

    name = f"portal_bench_annex_{os.getpid()}"
    database.clone(os.environ["TEST_TEMPLATE"], name)
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        with translation.override("nl"):
            world = _world()
            short = _row("annex: freeze, PDF/UA and XLSX", *_measured(world.preparer, "budget"))
            _book(world)
            long = _row(f"annex: two days and {ENTRIES} entries", *_measured(world.preparer, "difference"))
            return [short, long]
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        database.drop(name)


def _world():
    from tests.funding import world as worlds

    world = worlds.build()
    world.allot(600_000, 400_000)
    world.match(300_000)
    world.grant(100_000)
    return world


def _book(world) -> None:
    """As many entries as an annex lists."""
    from funding.models import Entry

    while Entry.objects.count() < ENTRIES:
        world.allot(10, 10)


def _measured(person, view: str) -> tuple[float, float]:
    """Seconds of the whole, and of typst alone; of each the median."""
    from reports import annex_files

    _made(person, view)  # The first one starts typst and converts the fonts.
    made = [_timed(lambda: _made(person, view)) for _number in range(ANNEXES)]
    annex = made[0][0]
    data = annex_files.content_of(annex)
    floor = statistics.median(_timed(lambda: _bare(annex, data))[1] for _number in range(ANNEXES))
    return statistics.median(seconds for _annex, seconds in made), floor


def _timed(do: Callable[[], object]) -> tuple[object, float]:
    began = time.perf_counter()
    made = do()
    return made, time.perf_counter() - began


def _frozen(person, view: str):
    from jobs import clock
    from reports import actions, frozen, moment
    from reports.reading import Moment

    at = Moment(moment.known(), clock.today())
    reading = frozen.read(view, VIEWS[view], at)
    words = {"view_title": "Waar staat het geld?", "title": "Meting", "question": "Hoe lang duurt het?"}
    return actions.freeze(by=person, view=view, reading=reading, moment=at, key=uuid.uuid4(), **words)


def _made(person, view: str):
    """Without Redis the job runs at once, as part of freezing; else here."""
    from reports import annex_files

    annex = _frozen(person, view)
    for one in ("pdf", "xlsx"):
        annex_files.write(annex, one)
    return annex


def _bare(annex, content: dict[str, object]) -> bytes:
    """typst on the text of the annex, and nothing else."""
    import typst

    from reports import annex_files
    from ui import documents

    house = documents._house("Meting", "nl", annex.recorded_at, demo=False)
    return typst.compile(
        str(documents.TEMPLATES / annex_files.TEMPLATE),
        root=str(documents.TEMPLATES),
        font_paths=documents._fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps({"content": content, "house": house}, default=str, ensure_ascii=False)},
    )


def _row(name: str, ours: float, floor: float) -> dict[str, object]:
    times = {"ours_ms": round(ours * 1000, 1), "floor_ms": round(floor * 1000, 1), "ratio": round(ours / floor, 3)}
    return {"name": name, **times, "goal": f"<= {MOST_SECONDS:g} s", "ok": ours <= MOST_SECONDS}
