"""The letters that a desk uses again: list, one letter with an example and its history, and what is changed of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.models import User
from hubs import actions, both_versions, desks, letter_forms, letter_history, letters, merging, permissions
from hubs.actions.versions import NewerVersion
from hubs.models import LetterTemplate

INVALID, NEWER = 422, 409
MOST_ROWS = 200


def crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    first = (_("Help requests"), reverse("hubs:request_list"))
    return [first, (_("Letters"), reverse("hubs:letter_list") if more else None), *more]


def offered(user: User) -> QuerySet[LetterTemplate]:
    """The letters of the own desks, and those of the national desk."""
    found = LetterTemplate.objects.filter(desks.at_own_desks(user) | Q(hub__isnull=True))
    return found.select_related("hub__region", "saved_by").order_by("title", "pk")


def _read_by(request: HttpRequest) -> None:
    if not permissions.has_desk(request.user):
        raise PermissionDenied(_("Only who works at a desk sees its letters."))


def _letter(request: HttpRequest, letter_id: int) -> LetterTemplate:
    """Of another desk: 404, as if it did not exist."""
    wide = LetterTemplate.objects.select_related("hub__region", "saved_by")
    template = get_object_or_404(wide, pk=letter_id)
    if not permissions.can_read_letter(request.user, template)[0]:
        raise Http404
    return template


def _own(request: HttpRequest, letter_id: int) -> LetterTemplate:
    """To change: 403 with the reason for who only reads it."""
    template = _letter(request, letter_id)
    allowed, reason = permissions.can_write_letters(request.user, template.hub)
    if not allowed:
        raise PermissionDenied(reason)
    return template


@allow(*permissions.DESK)
@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    _read_by(request)
    archived = request.GET.get("archief") == "ja"
    rows = list(offered(request.user).filter(retired=archived)[:MOST_ROWS])
    context = {
        "crumbs": crumbs(),
        "archived": archived,
        "rows": [(one, letters.name_of(one.hub)) for one in rows],
        "works": permissions.works_somewhere(request.user),
    }
    return render(request, "hubs/letter_list.html", context)


@allow(*permissions.DESK)
@require_safe
def letter_detail(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The letter as a company gets it, filled in with an example, in both languages."""
    _read_by(request)
    template = _letter(request, letter_id)
    context = {
        "crumbs": crumbs((template.title, None)),
        "template": template,
        "desk": letters.name_of(template.hub),
        "examples": [_example(template, language, request.user) for language in ("nl", "en")],
        "steps": letter_history.history(template),
        "may_change": permissions.can_write_letters(request.user, template.hub)[0],
        "works": permissions.works_somewhere(request.user),
    }
    return render(request, "hubs/letter_detail.html", context)


def _example(template: LetterTemplate, language: str, user: User) -> dict[str, str]:
    """In the language of the letter, also the name of the national desk."""
    with translation.override(language):
        values = letters.EXAMPLE | {"me": user.name, "hub": letters.name_of(template.hub)}
    subject, body = (getattr(template, f"{part}_{language}") for part in ("subject", "body"))
    return {
        "language": language,
        "name": _("In Dutch") if language == "nl" else _("In English"),
        "subject": merging.fill(subject, values),
        "body": merging.fill(body, values),
    }


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_create(request: HttpRequest) -> HttpResponse:
    """A new letter; `?van=` starts from a copy of another one."""
    own = desks.worked_by(request.user).all()
    if not own:
        raise PermissionDenied(_("Only who works at a desk writes its letters."))
    copied = request.GET.get("van", "")
    known = {}
    if copied.isascii() and copied.isdigit() and len(copied) < 10:
        known = letter_forms.initial(_letter(request, int(copied))) | {"version": None}
    cancel = reverse("hubs:letter_list")
    form = letter_forms.LetterForm(request.POST or None, initial=known, hubs=own, cancel_url=cancel)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_letter(
                hub=form.chosen_hub(), letter=form.letter(), key=form.cleaned_data["key"], by=request.user
            )
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The letter is saved. This is how it will look."))
            return redirect("hubs:letter_detail", letter_id=made.pk)
    return _edit_page(request, form, _("New letter"), crumbs((_("New letter"), None)))


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_change(request: HttpRequest, letter_id: int) -> HttpResponse:
    if request.method != "POST":
        known = _letter(request, letter_id)
        allowed, reason = permissions.can_write_letters(request.user, known.hub)
        if not allowed:
            # Whoever may not change it may copy it: the page of the letter has the button.
            messages.info(request, reason)
            return redirect("hubs:letter_detail", letter_id=known.pk)
    template = _own(request, letter_id)
    page = reverse("hubs:letter_detail", args=[template.pk])
    given = {"hubs": [template.hub], "cancel_url": page, "changes": True}
    form = letter_forms.LetterForm(request.POST or None, initial=letter_forms.initial(template), **given)
    newer: list[list[str]] = []
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_letter(template=template, letter=form.letter(), version=version, by=request.user)
        except NewerVersion as broken:
            newer = both_versions.differences(form, letter_forms.initial(broken.current))
            form = letter_forms.LetterForm(both_versions.from_version(request.POST, broken.current.version), **given)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect(page)
    heading = _("Change %(name)s") % {"name": template.title}
    return _edit_page(request, form, heading, crumbs((template.title, page), (_("Change"), None)), newer)


def _edit_page(request, form, heading: str, path: list, newer: list[list[str]] | None = None) -> HttpResponse:
    context = {
        "crumbs": path,
        "heading": heading,
        "form": form,
        "merge_fields": [(f"{{{{{name}}}}}", text) for name, text in merging.FIELDS.items()],
        "newer": newer or [],
        "newer_columns": both_versions.columns(),
    }
    status = NEWER if newer else INVALID if form.is_bound and form.errors else 200
    return render(request, "hubs/letter_edit.html", context, status=status)


@allow(*permissions.WORKERS)
@require_POST
def letter_archive(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Put it in the archive, or with `restore` take it out."""
    template = _own(request, letter_id)
    restore = "restore" in request.POST
    act = actions.restore_letter if restore else actions.archive_letter
    try:
        act(template=template, by=request.user)
    except actions.RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        done = _("The letter is offered again.") if restore else _("The letter is in the archive. It can come back.")
        messages.success(request, done)
    return redirect("hubs:letter_detail", letter_id=template.pk)
