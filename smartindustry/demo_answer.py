"""What ties the demonstration's money to its desks: a service that an award paid for, and an annex about the money.

Both are made by the portal's own actions, as soon as what they are about is there.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils import translation

from accounts.models import User
from fieldlabs.models.content import AidBasis
from funding.models import Award
from hubs import actions as desks
from hubs.models import HelpRequest, ServiceDelivered
from reports import actions, annex_files, frozen, moment
from reports.models import Annex, AnnexFile, AnnexRelease
from reports.reading import Moment
from smartindustry import demo_desk, demo_story
from ui.language import DEFAULT

Cast = Mapping[str, User]
SPACE = uuid.UUID("6f0f2f6e-5a0c-4a53-9d0e-2b8f7a1d2020")
VIEW = "budget"
WORTH = Decimal(3_200)


def serve(cast: Cast, today: date) -> ServiceDelivered | None:
    """A service that names the newest award; None while the award or the request is not there. Once."""
    awards = Award.objects.filter(pool__version__scheme__key=demo_story.SCHEME)
    award = awards.order_by("-document_date", "-pk").first()
    request = HelpRequest.objects.select_related("company").filter(key=demo_desk.key("north")).first()
    if award is None or request is None:
        return None
    what = "Meetplan voor het energiegebruik van zes machines"
    delivered = desks.Delivered(
        "advice", today, AidBasis.DE_MINIMIS, what, request=request, amount=WORTH, award_number=award.number
    )
    key = uuid.uuid5(SPACE, "service")
    return desks.record_service(company=request.company, delivered=delivered, key=key, by=cast["noor"])


def answer(cast: Cast, today: date) -> Annex:
    """Where the money stands today, frozen by who prepares and made public with an invented letter. Once."""
    with translation.override(DEFAULT):
        at = Moment(moment.known(), today)
        annex = actions.freeze(
            by=cast["fenna"],
            view=VIEW,
            view_title=str(frozen.FREEZABLE[VIEW].title),
            reading=frozen.read(VIEW, {"op": today.isoformat()}, at),
            moment=at,
            title="Demo: stand van het budget en de cofinanciering",
            question="Demo, vraag 7: hoeveel van de € 2,8 miljoen is verplicht, voor wie, en met welke cofinanciering?",
            key=uuid.uuid5(SPACE, "annex"),
        )
    if not AnnexRelease.objects.filter(annex=annex).exists():
        for one in AnnexFile.Format.values:
            annex_files.write(annex, one)
        actions.release(by=cast["femke"], annex=annex, document="Demo: verzonnen brief nr. 7", sent_on=today)
    return annex
