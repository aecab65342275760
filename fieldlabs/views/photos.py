"""Photos of a Fieldlab: the list for its editors, and the pictures themselves for everybody who may see the page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow, public
from fieldlabs import actions, permissions, photos
from fieldlabs.actions.photos import MOST, Words
from fieldlabs.life_forms import PhotoForm, PhotoWordsForm
from fieldlabs.models import Fieldlab, Photo
from fieldlabs.views.shared import EDITORS, edit_crumbs, for_insider, private, require, status_of, tried
from ui.uploads import Refused

YEAR = 31_536_000
"""Seconds. The bytes of a photo never change; another picture is another photo."""


@public
def photo(request: HttpRequest, photo_id: int) -> HttpResponse:
    """The picture. Of a page that is not public only for its insiders, and in no shared cache."""
    found = get_object_or_404(Photo.objects.select_related("fieldlab").defer("fieldlab__search"), pk=photo_id)
    if not permissions.can_see(request.user, found.fieldlab)[0]:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    keep = f"public, max-age={YEAR}, immutable" if found.fieldlab.has_public_page else "private, no-store"
    response.headers["Cache-Control"] = keep
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    return response


@allow(*EDITORS)
@private
def photo_list(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = _changeable(request, slug)
    rows = list(fieldlab.photos.defer("content"))
    context = {
        "crumbs": edit_crumbs(fieldlab, (_("Photos"), None)),
        "fieldlab": fieldlab,
        "photos": rows,
        "full": len(rows) >= MOST,
    }
    return render(request, "fieldlabs/photos.html", context)


@allow(*EDITORS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def photo_add(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = _changeable(request, slug)
    form = PhotoForm(request.POST or None, request.FILES or None, cancel_url=_list(fieldlab))
    if request.method == "POST" and form.is_valid() and tried(form, lambda: _added(request, fieldlab, form)):
        messages.success(request, _("The photo is on the page."))
        return redirect(_list(fieldlab))
    return _form_page(request, fieldlab, form, _("Add a photo"))


def _added(request: HttpRequest, fieldlab: Fieldlab, form: PhotoForm) -> Photo:
    try:
        picture = photos.read(form.cleaned_data["file"])
    except Refused as refused:
        raise actions.RuleBroken(refused.code, refused.message) from refused
    return actions.add_photo(by=request.user, fieldlab=fieldlab, picture=picture, words=_words(form))


def _described(request: HttpRequest, photo: Photo, form: PhotoWordsForm) -> Photo:
    return actions.describe_photo(by=request.user, photo=photo, words=_words(form))


def _words(form: PhotoWordsForm) -> Words:
    return Words(**{name: form.cleaned_data[name] for name in ("alt_nl", "alt_en", "credit")})


@allow(*EDITORS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def photo_change(request: HttpRequest, slug: str, photo_id: int) -> HttpResponse:
    fieldlab, found = _own(request, slug, photo_id)
    now = {name: getattr(found, name) for name in ("alt_nl", "alt_en", "credit")}
    form = PhotoWordsForm(request.POST or None, initial=now, cancel_url=_list(fieldlab))
    if request.method == "POST" and form.is_valid() and tried(form, lambda: _described(request, found, form)):
        messages.success(request, _("Your changes are saved."))
        return redirect(_list(fieldlab))
    return _form_page(request, fieldlab, form, _("Words with the photo"), photo=found)


@allow(*EDITORS)
@private
@require_POST
def photo_remove(request: HttpRequest, slug: str, photo_id: int) -> HttpResponse:
    """Asks once more before it is gone: the picture does not stay in the history."""
    fieldlab, found = _own(request, slug, photo_id)
    if "sure" not in request.POST:
        context = {"crumbs": edit_crumbs(fieldlab, (_("Photos"), _list(fieldlab)), (_("Remove"), None))}
        return render(request, "fieldlabs/photo_remove.html", {**context, "fieldlab": fieldlab, "photo": found})
    actions.remove_photo(by=request.user, photo=found)
    messages.success(request, _("The photo is removed."))
    return redirect(_list(fieldlab))


def _form_page(
    request: HttpRequest, fieldlab: Fieldlab, form: PhotoWordsForm, title: str, *, photo: Photo | None = None
) -> HttpResponse:
    context = {
        "crumbs": edit_crumbs(fieldlab, (_("Photos"), _list(fieldlab)), (title, None)),
        "fieldlab": fieldlab,
        "form": form,
        "title": title,
        "photo": photo,
    }
    return render(request, "fieldlabs/photo_form.html", context, status=status_of(form))


def _changeable(request: HttpRequest, slug: str) -> Fieldlab:
    fieldlab = for_insider(request, slug)
    require(permissions.can_change(request.user, fieldlab))
    return fieldlab


def _own(request: HttpRequest, slug: str, photo_id: int) -> tuple[Fieldlab, Photo]:
    fieldlab = _changeable(request, slug)
    return fieldlab, get_object_or_404(fieldlab.photos.defer("content"), pk=photo_id)


def _list(fieldlab: Fieldlab) -> str:
    return reverse("fieldlabs:photo_list", args=[fieldlab.slug])
