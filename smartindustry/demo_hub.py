"""Events, texts and partners of the hubs in the demonstration: made by the portal's own actions, marked as Demo.

Days lie around the first day on which the demonstration starts, so that something is to come and something is over.
"""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from hubs import consent
from hubs.actions import articles, events, hub_page, registrations
from hubs.models import Article, Event, Hub
from jobs import clock
from programme.models import Transformation
from regions.models import Place

Cast = Mapping[str, User]
SPACE = uuid.UUID("6f0f2f6e-5a0c-4a53-9d0e-2b8f7a1d2019")
SOUTH = "zuid-holland"
TEXT_NL = "Dit is een verzonnen bijeenkomst.\n\n## Programma\n\n- Kennismaken\n- Kijken in de hal\n- Samen eten"
TEXT_EN = "This event is invented.\n\n## Programme\n\n- Meet each other\n- See the workshop\n- Eat together"


def tell(cast: Cast, today: date) -> bool:
    """Everything of this module, once; False when it was there."""
    if Event.objects.filter(uid=_key("full")).exists():
        return False
    hub = Hub.objects.select_related("region").get(region__slug=SOUTH)
    _page(cast["eva"], hub)
    _full_event(cast["eva"], hub, today)
    _online_event(cast["karim"], today)
    _past_event(cast["eva"], hub, today)
    _texts(cast["eva"], hub)
    return True


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(SPACE, name)


def _page(by: User, hub: Hub) -> None:
    hub_page.add_partner(
        by=by,
        hub=hub,
        words=hub_page.PartnerWords(
            "regional", "Demo Regionale Ontwikkelaar", "Denkt mee over investeringen", "Thinks along about investments"
        ),
    )
    hub_page.add_partner(
        by=by,
        hub=hub,
        words=hub_page.PartnerWords(
            "european", "Demo European Digital Hub", "Brengt u in contact met Europa", "Brings you in touch with Europe"
        ),
    )


def _plan(title_nl: str, title_en: str, day: date, **changes: object) -> events.Plan:
    def at(hour: int) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(hour)))

    first = tuple(Transformation.objects.order_by("number")[:1])
    known = {"text_nl": TEXT_NL, "text_en": TEXT_EN, "transformations": first}
    return events.Plan(title_nl=title_nl, title_en=title_en, starts_at=at(13), ends_at=at(17), **{**known, **changes})


def _make(by: User, hub: Hub | None, name: str, plan: events.Plan) -> Event:
    made = events.create_event(by=by, hub=hub, plan=plan, key=_key(name))
    return events.publish_event(by=by, event=made)


def _people(event: Event, name: str, number: int) -> None:
    for one in range(1, number + 1):
        who = registrations.Attendee(
            f"Demo Bezoeker {one}", f"{name}{one}@demo.smartindustry.example", f"Demo Bedrijf {one}"
        )
        registrations.register_for_event(
            event=event,
            key=_key(f"{name} {one}"),
            who=who,
            may_wait=True,
            language="nl",
            consent_version=consent.EVENT_CURRENT,
            by=None,
        )


def _full_event(by: User, hub: Hub, today: date) -> None:
    place = Place.objects.filter(name="Dordrecht").first()
    plan = _plan(
        "Demo: kijken bij een lasrobot",
        "Demo: see a welding robot",
        today + timedelta(days=21),
        place=place,
        address="Demokade 1",
        seats=6,
    )
    _people(_make(by, hub, "full", plan), "vol", 8)
    free = _plan("Demo: slim plannen", "Demo: smart planning", today + timedelta(days=35), place=place, seats=20)
    _people(_make(by, hub, "free", free), "plannen", 3)


def _online_event(by: User, today: date) -> None:
    plan = _plan(
        "Demo: vragen over subsidies, online",
        "Demo: questions about subsidies, online",
        today + timedelta(days=9),
        online_url="https://video.example/demo",
        transformations=(),
    )
    _make(by, None, "online", plan)


def _past_event(by: User, hub: Hub, today: date) -> None:
    day = today - timedelta(days=20)
    with clock.on(day - timedelta(days=14)):
        place = Place.objects.filter(name="Delft").first()
        plan = _plan("Demo: open dag", "Demo: open day", day, place=place, seats=30)
        event = _make(by, hub, "past", plan)
        _people(event, "opendag", 5)
    with clock.on(day + timedelta(days=1)):
        keys = list(event.registrations.order_by("pk").values_list("pk", flat=True))
        events.note_attendance(by=by, event=event, shown=keys, came=keys[:4])


def _texts(by: User, hub: Hub) -> None:
    case = articles.Text(
        kind=Article.Kind.CASE,
        title_nl="Demo: een lasrobot die zich terugverdient",
        title_en="Demo: a welding robot that pays for itself",
        intro_nl="Verzonnen voorbeeld van een praktijkverhaal.",
        intro_en="An invented example of a case.",
        body_nl="Dit bedrijf bestaat niet.\n\n## De vraag\n\nKan een robot kleine series lassen?\n\n## Wat het deed\n\n"
        "- Een proef van twee dagen\n- Eén lasser geschoold\n- Daarna gekocht",
        body_en="This company does not exist.\n\n## The question\n\nCan a robot weld small series?\n\n## What it did\n"
        "\n- A trial of two days\n- One welder trained\n- Then bought",
        transformation=Transformation.objects.order_by("number").first(),
    )
    article = articles.Text(
        kind=Article.Kind.ARTICLE,
        title_nl="Demo: vijf vragen voor u een machine koopt",
        intro_nl="Verzonnen voorbeeld van een artikel.",
        body_nl="Dit artikel is een voorbeeld.\n\n- Wat kost stilstand?\n- Wie bedient de machine?",
    )
    for name, text in (("case", case), ("article", article)):
        made = articles.write_article(by=by, hub=hub, text=text, key=_key(name))
        articles.publish_article(by=by, article=made)
    draft = articles.Text(
        kind=Article.Kind.ARTICLE,
        title_nl="Demo: nog niet af",
        intro_nl="Verzonnen concept.",
        body_nl="Hier komt een tekst.",
    )
    articles.write_article(by=by, hub=hub, text=draft, key=_key("draft"))
