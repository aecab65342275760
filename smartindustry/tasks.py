"""What the portal as a whole does in the background."""

import pghistory
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy

from assessments import questionnaire
from assessments.models import Assessment
from jobs import clock, queue
from jobs.models import Job
from jobs.registry import handler
from smartindustry import demo, demo_answer, demo_desk, demo_hub, demo_registry, demo_scans, demo_story, demo_training
from smartindustry.demo_companies import COMPANIES, companies


@handler(demo.COMPANIES_JOB, title=gettext_lazy("Scans of the demo companies"), steps=True)
def make_demo_companies(job: Job) -> dict[str, int]:
    """All demo companies that are missing, one transaction each, and then the comparison over them."""
    if not settings.DEMO:
        return {"made": 0}
    places, made = demo_scans.large_places(), 0
    for company in companies(questionnaire.current(), job.payload.get("number", COMPANIES)):
        if not Assessment.objects.filter(pk=demo_scans.key(company, "scan")).exists():
            with transaction.atomic():
                demo_scans.make(company, places, clock.today())
            made += 1
        queue.step(job, company.number)
    queue.add("assessments.take_snapshot", {})
    queue.add("assessments.measure_quality", {})
    return {"made": made}


@handler(demo.MONEY_JOB, title=gettext_lazy("Plans and payments of the demonstration"))
def make_demo_money(job: Job) -> dict[str, bool]:
    """The invented story of some plans, once; after the budget of the letter is in the books. And an annex of it."""
    if not settings.DEMO:
        return {"made": False}
    people, today = demo.cast(), clock.today()
    with pghistory.context(reason="demo"):
        made = demo_story.tell(people, today)
        demo_answer.serve(people, today)
    demo_answer.answer(people, today)
    return {"made": made}


@handler(demo.DESK_JOB, title=gettext_lazy("Help requests of the demonstration"))
def make_demo_desk(job: Job) -> dict[str, bool]:
    """Invented requests in every state, once."""
    if not settings.DEMO:
        return {"made": False}
    with pghistory.context(reason="demo"):
        people, today = demo.cast(), clock.today()
        made = demo_desk.tell(people, today)
        demo_answer.serve(people, today)
        return {"made": made}


@handler(demo.REGISTRY_JOB, title=gettext_lazy("Fieldlabs of the demonstration"), steps=True)
def make_demo_registry(job: Job) -> dict[str, str]:
    """An invented Fieldlab with all that one can have, once. Each of its steps stands by itself in the history."""
    if not settings.DEMO:
        return {}
    people, today = demo.cast(), clock.today()
    made = demo_registry.load(people, today)
    demo_training.tell(people, today, made)
    return {"made": made.slug}


@handler(demo.HUB_JOB, title=gettext_lazy("Events and articles of the demonstration"))
def make_demo_hub(job: Job) -> dict[str, bool]:
    """Invented events, registrations and texts of the hubs, once."""
    if not settings.DEMO:
        return {"made": False}
    with pghistory.context(reason="demo"):
        return {"made": demo_hub.tell(demo.cast(), clock.today())}
