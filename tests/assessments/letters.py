"""Letters that a test sends and opens."""

import re

from django.core import mail

from assessments.locations import Location
from jobs import queue
from jobs.models import Job
from regions.models import Province
from tests.assessments.runs import completed_run, url

GIVEN = {"company_name": "Metaal BV", "kvk_number": "1234 5678", "email": "Baas@Metaal.nl", "name": "De Baas"}


def work():
    """Do the jobs that wait, as a worker would after the commit."""
    for job in Job.objects.filter(state=Job.State.WAITING):
        queue.run(str(job.pk))


def link_in(letter):
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)


def give(client, run, **changes):
    response = client.post(url("company", run), GIVEN | changes)
    work()
    return response


def give_and_confirm(client, run, **changes):
    """The whole way; returns the page after the confirmation."""
    give(client, run, **changes)
    return client.post(link_in(mail.outbox[-1]))


def in_holland():
    return completed_run(location=Location(province=Province.objects.get(iso="NL-ZH")))


def give_follow(client, run, **changes):
    response = client.post(url("company", run), GIVEN | changes, follow=True)
    work()
    return response
