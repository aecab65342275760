"""Rows on the page of a Fieldlab in words: what a service costs, why it may cost less, who takes part."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs.models import Investment, Partner, Service
from fieldlabs.models.content import AidBasis
from fieldlabs.models.parts import Part
from ui import formats
from ui.language import local

PriceBasis = Service.PriceBasis
AMOUNTS: dict[str, Promise] = {
    PriceBasis.FIXED: gettext_lazy("%(amount)s without VAT"),
    PriceBasis.HOUR: gettext_lazy("%(amount)s per hour without VAT"),
    PriceBasis.DAY: gettext_lazy("%(amount)s per day without VAT"),
    PriceBasis.MEMBERSHIP: gettext_lazy("with a membership of %(amount)s without VAT"),
}
WITHOUT_AMOUNT: dict[str, Promise] = {
    PriceBasis.UNKNOWN: gettext_lazy("price unknown"),
    PriceBasis.FREE: gettext_lazy("free"),
    PriceBasis.FIXED: gettext_lazy("fixed price, amount unknown"),
    PriceBasis.HOUR: gettext_lazy("price per hour, amount unknown"),
    PriceBasis.DAY: gettext_lazy("price per day, amount unknown"),
    PriceBasis.MEMBERSHIP: gettext_lazy("with a membership, amount unknown"),
    PriceBasis.REQUEST: gettext_lazy("price on request"),
}
# What a State-aid basis means for the company that asks for the service.
AID: dict[str, Promise] = {
    AidBasis.UNKNOWN: gettext_lazy("Whether this price contains State aid is not stated. Ask before you start."),
    AidBasis.MARKET: gettext_lazy("You pay what the market asks, so you receive no State aid."),
    AidBasis.NONE: gettext_lazy("This is no economic activity, so you receive no State aid."),
    AidBasis.DE_MINIMIS: gettext_lazy(
        "You may pay less than the market asks. The difference is de minimis aid: it counts towards the most that your "
        "company and its group may receive in three years. You sign a declaration for it."
    ),
    AidBasis.GBER_INNOVATION: gettext_lazy(
        "For small and medium-sized companies a part may be paid as aid for innovation. "
        "The Fieldlab checks the size of your company, its group included."
    ),
    AidBasis.GBER_ADVICE: gettext_lazy(
        "For small and medium-sized companies a part of advice by an outside adviser may be paid as aid. "
        "The Fieldlab checks the size of your company, its group included."
    ),
    AidBasis.GBER_TRAINING: gettext_lazy("A part of the costs of a training may be paid as aid for training."),
    AidBasis.GBER_INFRASTRUCTURE: gettext_lazy(
        "The aid is in the building and the equipment. You pay the price that the Fieldlab asks of every user."
    ),
}


def price(service: Service) -> str:
    """ "€ 1.200 zonder btw", "gratis", "prijs op aanvraag"."""
    if service.price is None or service.price_basis not in AMOUNTS:
        return str(WITHOUT_AMOUNT[service.price_basis])
    return str(AMOUNTS[service.price_basis]) % {"amount": formats.euro(service.price)}


def aid(service: Service) -> str:
    """What the State-aid basis means for a company, in plain words."""
    return str(AID[service.aid_basis])


def year(row: Part) -> str | None:
    """A year is no amount: it has no mark between its thousands."""
    return None if row.year is None else str(row.year)


def trl(service: Service) -> str:
    if service.trl_min is None:
        return "-"
    low, high = service.trl_min, service.trl_max
    return str(low) if low == high else f"{low}-{high}"


def size(partner: Partner) -> str:
    """Of a company; of others it says nothing."""
    if partner.organisation.kind != "company":
        return "-"
    return local(partner.size, "name") if partner.size else _("unknown")


def period(partner: Partner) -> str:
    start, end = partner.starts_on, partner.ends_on
    if start and end:
        return _("%(start)s until %(end)s") % {"start": formats.date_long(start), "end": formats.date_long(end)}
    if end:
        return _("until %(end)s") % {"end": formats.date_long(end)}
    return _("since %(start)s") % {"start": formats.date_long(start)} if start else "-"


def source(investment: Investment) -> str:
    """The kind of source, and its name when that is written."""
    kind = str(investment.get_source_display())
    return f"{kind}: {investment.source_name}" if investment.source_name else kind
