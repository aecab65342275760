"""What hubs tell of one Fieldlab, for its public page: events that are to come, cases and articles."""

from fieldlabs.models import Fieldlab
from hubs import articles, events
from jobs import clock

MOST_SHOWN = 12


def cards(fieldlab: Fieldlab) -> dict[str, object]:
    """Cards of events and of texts, and whether there are more than `MOST_SHOWN`: two statements."""
    coming = events.public().filter(fieldlab=fieldlab, ends_at__gte=clock.now(), cancelled_at__isnull=True)
    coming = coming.select_related("hub__region", "place").annotate(given=events.GIVEN).order_by("starts_at", "pk")
    gatherings = [events.card(one) for one in coming[: MOST_SHOWN + 1]]
    texts = [articles.card(one) for one in articles.public().filter(fieldlab=fieldlab)[: MOST_SHOWN + 1]]
    return {
        "event_cards": gatherings[:MOST_SHOWN],
        "more_events": len(gatherings) > MOST_SHOWN,
        "article_cards": texts[:MOST_SHOWN],
        "more_articles": len(texts) > MOST_SHOWN,
    }
