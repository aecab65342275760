"""Companies with completed runs, many at once: for the comparison's tests and its measurements."""

import itertools
from datetime import timedelta

from accounts.models import Organisation
from assessments import questionnaire
from assessments.models import Assessment, PeerCell, Site
from assessments.questionnaire import TRANSFORMATIONS
from jobs import clock

FIRST = TRANSFORMATIONS[0]
_numbers = itertools.count(1)


def companies(number, **run):
    """As many companies with one site and one completed run each. Returns the runs."""
    owners = Organisation.objects.bulk_create(
        Organisation(name=f"Bedrijf {next(_numbers)}", kind="company") for _ in range(number)
    )
    sites = Site.objects.bulk_create(Site(organisation=owner) for owner in owners)
    return [run_of(site, **run) for site in sites]


def run_of(site, levels=20, days_ago=1, sector="25", size="small", **values):
    """A completed run of this site; `levels` one for all eight, or eight of them, in tenths."""
    questions = questionnaire.current()
    eight = levels if isinstance(levels, list) else [levels] * 8
    if values.get("depth") == "deep":
        values = {"deep_levels": eight} | values
    return Assessment.objects.create(
        questionnaire=questions.slug,
        version=questions.version,
        digest=questions.digest,
        language="nl",
        state="completed",
        completed_at=clock.now() - timedelta(days=days_ago),
        started_at=clock.now() - timedelta(days=days_ago),
        site=site,
        **{"quick_levels": eight, "sector_id": sector, "size_id": size} | values,
    )


def cells(depth="quick", transformation=FIRST):
    rows = PeerCell.objects.filter(depth=depth, transformation=transformation)
    return {(row.sector_id, row.size_id): row.counts for row in rows}


def rows():
    return list(PeerCell.objects.order_by("pk").values())


def again(runs, levels=30, **values):
    """The same sites once more, later and at another level."""
    return [run_of(run.site, levels, days_ago=0, **values) for run in runs]
