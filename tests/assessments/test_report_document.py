"""The report as a document: what it says, in two languages, and that it is readable without eyes."""

import re
import time

import pytest
from django.test import override_settings
from django.utils import translation

from assessments import reporting
from assessments.locations import Location
from assessments.models import Report
from assessments.questionnaire import TRANSFORMATIONS
from assessments.results import outcome
from assessments.scan import scan_of
from assessments.scoring import NoLevel
from jobs import queue
from regions.models import Place
from tests.assessments.runs import completed_run
from tests.pdf import read

pytestmark = pytest.mark.django_db

HORIZON = "two-years"


def ask(run, language="nl", horizon=HORIZON, by=None):
    return reporting.ask(assessment=run, language=language, horizon=horizon, by=by)


def made(run, language="nl", horizon=HORIZON):
    report = ask(run, language, horizon)
    queue.run(str(report.job_id))
    return Report.objects.get(pk=report.pk)


def dordrecht():
    return Location(place=Place.objects.filter(name="Dordrecht").first())


def seen(run, language="nl"):
    return read(bytes(made(run, language).pdf))


@pytest.mark.parametrize(
    ("language", "title"),
    [("nl", "Zelfscan Smart Industry: uw resultaat"), ("en", "Smart Industry self-assessment: your result")],
)
def test_document_is_in_the_language_asked(language, title):
    with translation.override("nl" if language == "en" else "en"):
        document = seen(completed_run(location=dordrecht()), language)

    assert (document.title, document.language, document.standard) == (title, language, "PDF/UA-1")


def test_document_can_be_read_by_its_structure():
    document = seen(completed_run(location=dordrecht()))

    assert document.headings.count("/H1") == 1
    assert document.headings[0] == "/H1"
    assert document.headings.count("/H2") >= 6
    levels = [int(heading[2]) for heading in document.headings]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert document.tags.count("/Table") >= 2
    assert len(document.alternatives) == 1
    assert document.alternatives[0].startswith("Grafiek van uw niveau per onderwerp, van 1 tot 5: Slim produceren 1; ")


def test_document_says_what_the_page_says():
    run = completed_run(location=dordrecht())
    found = outcome(scan_of(run), HORIZON)
    document = seen(run)
    squeezed = re.sub(r"\s", "", document.text)

    for sentence in [
        found.lead,
        found.limits,
        *found.summary,
        *(row.statement for row in found.rows),
        *(row.to_next for row in found.rows if row.to_next),
        *(step.action for step in found.route.steps),
        *(offer.why for step in found.route.steps for offer in step.offers),
        *(desk.name for desk in found.desks),
        found.version,
        found.digest,
    ]:
        assert re.sub(r"\s", "", sentence) in squeezed, sentence


def test_document_leads_to_the_offers_by_whole_addresses(settings):
    run = completed_run(location=dordrecht())
    found = outcome(scan_of(run), HORIZON)
    links = seen(run).links

    for step in found.route.steps:
        for offer in step.offers:
            assert f"{settings.SITE_URL}{offer.url}" in links
    assert all(link.startswith(("http://", "https://", "mailto:", "tel:")) for link in links)


def test_document_does_not_tell_the_key_of_the_run():
    run = completed_run(location=dordrecht())
    report = made(run)

    assert str(run.pk) not in read(bytes(report.pdf)).text
    assert str(run.pk).encode() not in bytes(report.pdf)


NA, DK = NoLevel.NOT_APPLICABLE, NoLevel.DONT_KNOW


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "answers",
    [
        (5,) * 8,
        (1,) * 8,
        (DK,) * 8,
        (NA,) * 8,
        (3, DK, NA, NA, NA, NA, NA, NA),
        (3, 2, DK, NA, 1, 5, DK, 4),
    ],
)
def test_every_result_makes_a_document(answers, language):
    assert seen(completed_run(answers), language).standard == "PDF/UA-1"


def test_demonstration_says_so_on_every_page():
    run = completed_run(location=dordrecht())
    with override_settings(DEMO=True):
        pages = seen(run).pages

    assert len(pages) > 1
    assert all("Demonstratie" in page for page in pages)


def test_report_takes_less_than_three_tenths_of_a_second_of_the_processor():
    run = completed_run(location=dordrecht())
    made(run, "en")
    report = ask(run)

    start = time.process_time()
    queue.run(str(report.job_id))
    assert time.process_time() - start < 0.3


def test_every_subject_has_its_place_in_the_report():
    run = completed_run((2,) * 8)
    names = [row.name for row in outcome(scan_of(run), HORIZON).rows]
    document = seen(run)

    assert len(names) == len(TRANSFORMATIONS)
    assert all(name in document.text for name in names)
