"""What the portal keeps about hubs and their desks, one module per subject."""

from hubs.models.companies import Company, CompanyImport
from hubs.models.events import Event, EventMessage, EventTransformation, Registration
from hubs.models.hub import Hub, HubPartner, HubQuerySet
from hubs.models.knowledge import Article
from hubs.models.requests import HandOver, HelpRequest, Moment, Referral
from hubs.models.services import ServiceDelivered
from hubs.models.team import Absence, LetterTemplate
from hubs.models.waiting import WaitingMail

__all__ = [
    "Absence",
    "Article",
    "Company",
    "CompanyImport",
    "Event",
    "EventMessage",
    "EventTransformation",
    "HandOver",
    "HelpRequest",
    "Hub",
    "HubPartner",
    "HubQuerySet",
    "LetterTemplate",
    "Moment",
    "Referral",
    "Registration",
    "ServiceDelivered",
    "WaitingMail",
]
