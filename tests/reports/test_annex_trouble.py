"""When making an annex goes wrong: it says so, it can be tried again, and nothing half-made is public."""

import time
import uuid
from datetime import timedelta

import pytest
import typst
from django.db import transaction
from django.utils import timezone

from accounts.rules import RuleBroken
from jobs import queue
from jobs.models import Job
from reports import actions, annex_check, annex_files
from reports.models import AnnexFile, AnnexRelease
from tests.funding import connections
from tests.funding import world as worlds
from tests.jobs.test_worker import forget_connections, redis_url, worker
from tests.reports.annexes import DAY, freeze, url

__all__ = ["redis_url", "worker"]
FAR = "redis://127.0.0.1:1/0"


@pytest.fixture
def annex(db, fenna):
    return freeze(fenna)


def broken(annex):
    raise typst.TypstError("a template that is broken")


def run(annex):
    job = Job.objects.get(kind=actions.WRITE, payload={"annex": annex.pk})
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    queue.run(str(job.pk))
    job.refresh_from_db()
    return job


def detail(client, annex):
    return client.get(url("annex_detail", number=annex.number)).content.decode()


def test_document_that_cannot_be_made_keeps_no_other_from_being_there(annex, monkeypatch):
    monkeypatch.setitem(annex_files.MAKERS, "pdf", broken)
    job = run(annex)
    assert (job.state, job.attempts, job.steps_done) == ("waiting", 1, 1)
    assert job.error.startswith("TypstError")
    assert list(annex.files.values_list("format", flat=True)) == ["xlsx"]


def test_page_says_that_it_is_tried_again_and_that_it_failed(annex, client_for, fenna, monkeypatch):
    client = client_for(fenna)
    monkeypatch.setitem(annex_files.MAKERS, "pdf", broken)
    run(annex)
    assert "Het is één keer niet gelukt." in detail(client, annex)
    for _attempt in range(queue.MOST_ATTEMPTS - 1):
        job = run(annex)
    assert job.state == "failed"
    page = detail(client, annex)
    assert "Een document kon niet worden gemaakt" in page
    assert url("annex_make", number=annex.number) in page
    monkeypatch.undo()
    client.post(url("annex_make", number=annex.number))
    queue.run(str(Job.objects.exclude(pk=job.pk).get(kind=actions.WRITE).pk))
    assert annex.files.count() == 2
    assert "niet worden gemaakt" not in detail(client, annex)


def test_what_is_half_made_is_not_public(annex, client, client_for, fenna):
    annex_files.write(annex, "xlsx")
    with pytest.raises(RuleBroken) as caught:
        actions.release(by=fenna, annex=annex, document="brief 12", sent_on=DAY)
    assert caught.value.code == "reports_annexrelease_has_its_documents"
    assert url("annex_release", number=annex.number) not in detail(client_for(fenna), annex)
    form = {"document": "brief 12", "sent_on": DAY.isoformat()}
    answer = client_for(fenna).post(url("annex_release", number=annex.number), form)
    assert (answer.status_code, AnnexRelease.objects.count()) == (422, 0)
    for name in ("annex_detail", "annex_csv", "annex_workbook", "annex_document"):
        assert client.get(url(name, number=annex.number)).status_code == 404


def test_worker_that_is_gone_is_told_and_its_work_is_taken_up(annex, client_for, fenna):
    annex_files.write(annex, "pdf")
    gone = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(kind=actions.WRITE).update(state="running", leased_until=gone, attempts=1)
    client = client_for(fenna)
    assert "halverwege gestopt" in detail(client, annex)
    client.post(url("annex_make", number=annex.number))
    assert Job.objects.get(kind=actions.WRITE).state == "done"
    assert annex.files.count() == 2


def test_query_that_its_page_refuses_makes_nothing(client_for, fenna, db):
    form = {"key": uuid.uuid4().hex, "title": "Titel", "question": "Vraag"}
    answer = client_for(fenna).post(f"{url('annex_create', view='difference')}?van=2018-06-01&op=2018-01-01", form)
    assert (answer.status_code, "verschil" in answer["Location"]) == (302, True)
    assert Job.objects.filter(kind=actions.WRITE).count() == 0


# --- With a worker of its own ----------------------------------------------------------------------------------------


def frozen_by_worker():
    person = worlds.build().preparer
    with transaction.atomic():
        return freeze(person), Job.objects.get(kind=actions.WRITE)


def until(what, patience=40):
    end = time.monotonic() + patience
    while not what():
        assert time.monotonic() < end
        time.sleep(0.1)


WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'reports_annexfile'::regclass"


def test_killed_worker_leaves_nothing_half_and_another_finishes(worker):
    """It is killed while it waits to keep the first document, which it has made."""
    with connections.owner() as own, own.cursor() as cursor:
        cursor.execute("LOCK TABLE reports_annexfile IN SHARE MODE")
        annex, job = frozen_by_worker()
        until(lambda: cursor.execute(WAITING) or cursor.fetchone()[0])
        worker.child.kill()
        worker.child.wait(20)
        own.rollback()
    assert (Job.objects.get(pk=job.pk).state, AnnexFile.objects.count()) == ("running", 0)
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    worker.start()
    assert queue.sweep() >= 1
    assert worker(job).state == "done"
    assert annex.files.count() == 2
    assert annex_check.compare(annex).intact


def test_redis_away_makes_the_annex_and_its_documents_later(worker, monkeypatch):
    from smartindustry.celery import app

    back = app.conf.broker_url
    monkeypatch.setattr(app.conf, "broker_url", FAR)
    forget_connections(app)
    annex, job = frozen_by_worker()
    assert (Job.objects.get(pk=job.pk).state, annex.files.count()) == ("waiting", 0)
    monkeypatch.setattr(app.conf, "broker_url", back)
    forget_connections(app)
    assert queue.sweep() >= 1
    assert worker(job).state == "done"
    assert annex.files.count() == 2
