"""Files that hang on plans, letters, evidence and entries."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from funding import permissions
from funding.models import StoredFile


@signed_in
@require_safe
def file(request: HttpRequest, file: int) -> HttpResponse:
    """One file, for who may see what it hangs on; 404 for everybody else. It never opens inside the portal."""
    found = get_object_or_404(StoredFile, pk=file)
    if not permissions.can_read_file(request.user, found)[0]:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store, private"
    return response
