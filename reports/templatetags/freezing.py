"""The button that freezes a page of a lower room as an annex, for who may."""

from urllib.parse import urlencode

from django import template
from django.template import RequestContext

from funding.models import Letter
from reports.freezing import address
from reports.permissions import can_freeze

register = template.Library()


@register.inclusion_tag("reports/freeze_button.html", takes_context=True)
def freeze_page(context: RequestContext, view: str) -> dict[str, str]:
    """`view`: a key of reports.frozen.FREEZABLE. Nothing for who may not freeze."""
    request = context["request"]
    return {"freezable": address(request.user, view, request.GET.urlencode())}


@register.inclusion_tag("reports/freeze_button.html", takes_context=True)
def freeze_award(context: RequestContext, number: str) -> dict[str, str]:
    """What everyone may read of the award with this number, from whichever page."""
    return {"freezable": address(context["request"].user, "award", urlencode({"nummer": number}))}


@register.inclusion_tag("reports/freeze_decision.html", takes_context=True)
def freeze_decision(context: RequestContext, letter: Letter | None) -> dict[str, object]:
    """Of a decision only the award that it made or changed; `letter`: None when nothing is decided yet."""
    award = letter.award if letter else None
    person = context["request"].user
    freezable = address(person, "award", urlencode({"nummer": award.number})) if award else ""
    return {"freezer": can_freeze(person)[0], "freezable": freezable}
