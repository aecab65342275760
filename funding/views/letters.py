"""The document of a letter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import allow
from funding import permissions
from funding.models import Letter, LetterFile
from funding.views.shared import private


@allow(*permissions.READERS, *permissions.APPLICANTS)
@require_safe
@private
def letter_file(request: HttpRequest, letter: int) -> HttpResponse:
    """The PDF of a letter, to its recipient and to the ministry; while it is being made, a page that says so."""
    found = get_object_or_404(Letter.objects.select_related("recipient"), pk=letter)
    if not permissions.can_read_letter(request.user, found)[0]:
        raise Http404
    document = LetterFile.objects.filter(letter=found).select_related("file").first()
    if document is None:
        return render(request, "funding/letter_is_made.html", {"letter": found, "crumbs": [(found.number, None)]})
    response = HttpResponse(bytes(document.file.content), content_type=document.file.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{document.file.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
