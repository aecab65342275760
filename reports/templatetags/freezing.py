"""The button that freezes a page of a lower room as an annex, for who may."""

from django import template
from django.template import RequestContext

from reports.freezing import address

register = template.Library()


@register.inclusion_tag("reports/freeze_button.html", takes_context=True)
def freeze_page(context: RequestContext, view: str) -> dict[str, str]:
    """`view`: a key of reports.frozen.FREEZABLE. Nothing for who may not freeze."""
    request = context["request"]
    return {"freezable": address(request.user, view, request.GET.urlencode())}
