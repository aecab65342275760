"""Events and registrations for tests."""

import uuid
from datetime import timedelta

from hubs import consent
from hubs.actions import events, registrations
from jobs import clock
from jobs.models import Job
from tests.hubs.asking import hub_of


def plan(**changes):
    start = clock.now() + timedelta(days=14)
    start = start.replace(microsecond=0, second=0)
    known = {"title_nl": "Lasdag", "title_en": "Welding day", "text_nl": "Kom kijken.", "starts_at": start}
    return events.Plan(**{**known, "ends_at": start + timedelta(hours=3), **changes})


def event(by, *, region="zuid-holland", public=True, **changes):
    hub = hub_of(region) if region else None
    made = events.create_event(by=by, hub=hub, plan=plan(**changes), key=uuid.uuid4())
    return events.publish_event(by=by, event=made) if public else made


def register(gathering, number=1, *, key=None, may_wait=True, by=None, language="nl", late_reason="", **who):
    known = {"name": f"Zoë {number}", "email": f"zoe{number}@bedrijf.nl"}
    return registrations.register_for_event(
        event=gathering,
        key=key or uuid.uuid4(),
        who=registrations.Attendee(**{**known, **who}),
        may_wait=may_wait,
        language=language,
        consent_version=consent.EVENT_CURRENT,
        by=by,
        late_reason=late_reason,
    )


def wanted():
    """The letters that wait, as (kind, registration)."""
    return [(job.payload["kind"], job.payload["registration"]) for job in Job.objects.order_by("created_at", "pk")]
