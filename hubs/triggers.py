"""Rules about requests and events that look at more than one row or at what a row was before."""

import pgtrigger
from django.utils.translation import gettext_lazy as _

OPEN = ("new", "taken", "contact", "referred")
WAY = {
    *((state, end) for state in OPEN for end in ("closed", "merged", "withdrawn")),
    *((state, "contact") for state in OPEN),
    *((state, "referred") for state in OPEN),
    ("new", "taken"),
    # Put back, and what another desk accepted: it starts there as new.
    *((state, "new") for state in OPEN),
    ("closed", "contact"),
    ("closed", "withdrawn"),
    ("merged", "withdrawn"),
}

FOLLOWS_ITS_WAY = "hubs_helprequest_state_follows_its_way"
NOT_OVERFULL = "hubs_event_is_not_overfull"
KEEPS_ITS_SEATS = "hubs_event_keeps_its_seats"


def _refuse(name: str) -> str:
    return f"RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = '{name}', MESSAGE = '{name}';"


REQUEST_FOLLOWS_ITS_WAY = pgtrigger.Trigger(
    name="state_follows_its_way",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("state"),
    condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
    func=f"""
        IF OLD.state || '>' || NEW.state NOT IN ({", ".join(f"'{a}>{b}'" for a, b in sorted(WAY))}) THEN
            {_refuse(FOLLOWS_ITS_WAY)}
        END IF;
        RETURN NEW;
    """,
)

EVENT_IS_NOT_OVERFULL = pgtrigger.Trigger(
    name="event_is_not_overfull",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "event_id"),
    condition=pgtrigger.Q(new__state="registered"),
    declare=[("places", "integer")],
    # The event's row is locked first, so that of two people who want the last place the later one sees the earlier.
    func=f"""
        SELECT seats INTO places FROM hubs_event WHERE id = NEW.event_id FOR NO KEY UPDATE;
        IF places IS NOT NULL AND places <= (
            SELECT count(*) FROM hubs_registration AS other
            WHERE other.event_id = NEW.event_id AND other.state = 'registered' AND other.id IS DISTINCT FROM NEW.id
        ) THEN
            {_refuse(NOT_OVERFULL)}
        END IF;
        RETURN NEW;
    """,  # noqa: S608 -- our own names
)

EVENT_KEEPS_ITS_SEATS = pgtrigger.Trigger(
    name="keeps_its_seats",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("seats"),
    condition=pgtrigger.Q(new__seats__isnull=False),
    func=f"""
        IF NEW.seats < (
            SELECT count(*) FROM hubs_registration WHERE event_id = NEW.id AND state = 'registered'
        ) THEN
            {_refuse(KEEPS_ITS_SEATS)}
        END IF;
        RETURN NEW;
    """,  # noqa: S608 -- our own names
)

TRIGGER_SENTENCES = {
    FOLLOWS_ITS_WAY: _("This step is not possible now: somebody took another one meanwhile."),
}
EVENT_SENTENCES = {
    NOT_OVERFULL: _("The event is full. You can go on the waiting list."),
    KEEPS_ITS_SEATS: _("More people than that have a place already."),
}
