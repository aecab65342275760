"""Rules about requests and events that look at more than one row or at what a row was before."""

import pgtrigger
from django.utils.translation import gettext_lazy as _

from hubs import de_minimis

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
EVENT_WAS_PUBLIC = "hubs_event_only_a_draft_goes"
ARTICLE_WAS_PUBLIC = "hubs_article_only_a_draft_goes"
WITHIN_CEILING = "hubs_servicedelivered_de_minimis_is_within_ceiling"
READ_COMMITTED = "hubs_servicedelivered_is_written_read_committed"
AWARD_EXISTS = "hubs_servicedelivered_award_exists"
"""A foreign key that the money's own migration adds: this app knows no awards."""
MAIL_PLACED_ONCE = "hubs_waitingmail_is_placed_once"
MAIL_STAYS = "hubs_waitingmail_stays_as_received"
# From sql/open_work.sql.
WITH_WHO_STAYS = "hubs_helprequest_is_with_who_stays"
HANDED_OVER_FIRST = "hubs_role_ends_after_handing_over"


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

SERVICE_IS_WITHIN_CEILING = pgtrigger.Trigger(
    name="de_minimis_is_within_ceiling",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("company_id", "delivered_on", "amount", "paid", "aid_basis", "withdrawn_at"),
    condition=pgtrigger.Q(new__aid_basis="de_minimis") & pgtrigger.Q(new__withdrawn_at__isnull=True),
    declare=[("known", "text"), ("wanted", "numeric")],
    # One company may be known to several desks: whoever gives it aid waits for the others, by its identity. A snapshot
    # of before that wait would not show what they gave. A service on an earlier day counts in later periods too.
    func=f"""
        wanted := GREATEST(NEW.amount - COALESCE(NEW.paid, 0), 0);
        IF wanted = 0 THEN
            RETURN NEW;
        END IF;
        IF current_setting('transaction_isolation') <> 'read committed' THEN
            {_refuse(READ_COMMITTED)}
        END IF;
        SELECT identity INTO known FROM hubs_company WHERE id = NEW.company_id FOR NO KEY UPDATE;
        PERFORM pg_advisory_xact_lock(
            hashtextextended('hubs.de_minimis ' || COALESCE(NULLIF(known, ''), NEW.company_id::text), 0)
        );
        IF EXISTS (
            WITH given AS (
                SELECT service.delivered_on AS day, GREATEST(service.amount - COALESCE(service.paid, 0), 0) AS aid
                FROM hubs_servicedelivered AS service
                JOIN hubs_company AS company ON company.id = service.company_id
                WHERE service.aid_basis = 'de_minimis' AND service.withdrawn_at IS NULL
                    AND service.id IS DISTINCT FROM NEW.id
                    AND (company.id = NEW.company_id OR known <> '' AND company.identity = known)
                UNION ALL
                SELECT NEW.delivered_on, wanted
            )
            SELECT FROM given AS last
            WHERE last.day >= NEW.delivered_on AND {de_minimis.first_day_sql("last.day")} <= NEW.delivered_on
                AND {de_minimis.amount_sql("last.day")} < (
                    SELECT sum(given.aid) FROM given
                    WHERE given.day <= last.day AND given.day >= {de_minimis.first_day_sql("last.day")}
                )
        ) THEN
            {_refuse(WITHIN_CEILING)}
        END IF;
        RETURN NEW;
    """,  # noqa: S608 -- our own names
)


def _only_a_draft_goes(rule: str, table: str, public: str) -> pgtrigger.Trigger:
    """Nothing that anybody could read is deleted. The history knows what was taken off again."""
    return pgtrigger.Trigger(
        name="only_a_draft_goes",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func=f"""
            IF {public.format("OLD")} OR EXISTS (
                SELECT FROM {table}event AS was WHERE was.pgh_obj_id = OLD.id AND {public.format("was")}
            ) THEN
                {_refuse(rule)}
            END IF;
            RETURN OLD;
        """,  # noqa: S608 -- our own names
    )


ONLY_A_DRAFT_OF_AN_EVENT_GOES = _only_a_draft_goes(
    EVENT_WAS_PUBLIC, "hubs_event", "({0}.publication = 'published' OR {0}.cancelled_at IS NOT NULL)"
)
ONLY_A_DRAFT_OF_AN_ARTICLE_GOES = _only_a_draft_goes(ARTICLE_WAS_PUBLIC, "hubs_article", "{0}.published_at IS NOT NULL")

WAITING_MAIL_IS_KEPT = pgtrigger.Trigger(
    name="is_kept",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    # What was dealt with stays so: only what was set aside comes back, within a day, and what is too old is emptied.
    func=f"""
        IF TG_OP = 'DELETE' THEN
            {_refuse(MAIL_STAYS)}
        END IF;
        IF (OLD.id, OLD.digest, OLD.received_at, OLD.cut, COALESCE(OLD.hub_id, 0))
            IS DISTINCT FROM (NEW.id, NEW.digest, NEW.received_at, NEW.cut, COALESCE(NEW.hub_id, 0))
            OR (NEW.state <> 'placed' AND NEW.erased_at IS NULL
                AND (OLD.sender, OLD.sender_name, OLD.subject, OLD.text, OLD.attachments)
                IS DISTINCT FROM (NEW.sender, NEW.sender_name, NEW.subject, NEW.text, NEW.attachments))
        THEN
            {_refuse(MAIL_STAYS)}
        END IF;
        IF OLD.state = 'placed' OR OLD.erased_at IS NOT NULL THEN
            {_refuse(MAIL_PLACED_ONCE)}
        END IF;
        IF OLD.state = 'discarded' AND NEW.state = 'waiting' THEN
            IF NEW.restored_at IS NULL OR NEW.restored_at < OLD.handled_at
                OR NEW.restored_at > OLD.handled_at + interval '1 day' THEN
                {_refuse(MAIL_PLACED_ONCE)}
            END IF;
        ELSIF OLD.state = 'discarded'
            AND (OLD.state, OLD.handled_at, OLD.handled_by_id, OLD.reason)
            IS DISTINCT FROM (NEW.state, NEW.handled_at, NEW.handled_by_id, NEW.reason)
        THEN
            {_refuse(MAIL_PLACED_ONCE)}
        END IF;
        RETURN NEW;
    """,
)

TRIGGER_SENTENCES = {
    FOLLOWS_ITS_WAY: _("This step is not possible now: somebody took another one meanwhile."),
    WITH_WHO_STAYS: _("Only who stays at this desk takes up a request. This role has an end: choose a colleague."),
    HANDED_OVER_FIRST: _("This person still has open requests in hand. Let a colleague take them over first."),
}
SERVICE_SENTENCES = {
    WITHIN_CEILING: _("With this service the company would get more de minimis aid than the ceiling allows."),
    READ_COMMITTED: _("Services can only be recorded at isolation level READ COMMITTED."),
    AWARD_EXISTS: _("There is no award with this number."),
}
EVENT_SENTENCES = {
    NOT_OVERFULL: _("The event is full. You can go on the waiting list."),
    KEEPS_ITS_SEATS: _("More people than that have a place already."),
    EVENT_WAS_PUBLIC: _("This event was public or is cancelled. Only a draft can be deleted."),
}
ARTICLE_SENTENCES = {ARTICLE_WAS_PUBLIC: _("This text was public. Only a draft that nobody saw can be deleted.")}
WAITING_MAIL_SENTENCES = {
    MAIL_PLACED_ONCE: _("This e-mail was dealt with already. What was set aside comes back within a day only."),
    MAIL_STAYS: _("An e-mail stays as it came in."),
}
