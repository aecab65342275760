"""Help requests for tests."""

import uuid

from hubs import actions, attachment, consent
from hubs.models import Hub

WHO = {"company_name": "Café Ångström & Zn", "contact_name": "Zoë van 't Hof", "email": "zoe@bedrijf.nl"}
SENT = attachment.attachment(
    "nl",
    [
        attachment.pairs("Uw bedrijf", [("Grootte", "klein"), ("Sector", None)]),
        attachment.table("Niveaus", ["Onderwerp", "Niveau"], [["Slim produceren", "2"], ["Slim werken", None]]),
        attachment.lines("Stappen", ["Begin met één machine"]),
    ],
)


def hub_of(region="zuid-holland"):
    return Hub.objects.select_related("region").get(region__slug=region)


def ask(hub=None, *, key=None, question="Waar begin ik?", by=None, place=None, subjects=(), **who):
    """A request at this hub; None is the national desk."""
    return actions.ask_for_help(
        key=key or uuid.uuid4(),
        hub=hub,
        region=hub.region if hub else None,
        place=place,
        sender=actions.Sender(**(WHO | who)),
        question=question,
        language="nl",
        subjects=subjects,
        attachment=SENT,
        consent_version=consent.CURRENT,
        by=by,
    )
