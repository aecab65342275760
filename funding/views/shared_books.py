"""What the pages of the books share."""

from django.conf import settings
from django.http import HttpResponse


def download(text: str, name: str) -> HttpResponse:
    """A table as a file; its name says when the portal is a demonstration."""
    name = f"demo-{name}" if settings.DEMO else name
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
