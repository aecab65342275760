"""Adding a partner: its number is looked up in the trade register, which may be off or down."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts import kvk
from accounts.access import allow
from accounts.models import Organisation
from fieldlabs import actions, kinds, rows
from fieldlabs.models import Fieldlab
from fieldlabs.partner_forms import AddPartnerForm
from fieldlabs.views.rows import address, for_editor, form_page, tried
from fieldlabs.views.shared import EDITORS, private
from ui.formats import number as number_text

KIND = kinds.PARTNER


@dataclass(frozen=True, slots=True)
class Answer:
    """What the register said: a profile, several hits, or why it said nothing (`silent`)."""

    profile: kvk.Profile | None = None
    hits: tuple[kvk.Hit, ...] = ()
    silent: str = ""


@allow(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def partner_add(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = for_editor(request, slug)
    given = {"fieldlab": fieldlab, "cancel_url": address(KIND, "list", fieldlab)}
    if request.method != "POST":
        return _page(request, fieldlab, AddPartnerForm(**given))
    if "look_up" in request.POST:
        return _looked_up(request, fieldlab, given)
    # A choice among hits is read again from the number itself, so the list need not be asked for again.
    chosen = kvk.tidy(request.POST.get("number", ""))
    hits = [kvk.Hit(chosen, chosen, "")] if kvk.is_number(chosen) else []
    form = AddPartnerForm(request.POST, hits=hits, **given)
    if form.is_valid():
        made = _saved(request, fieldlab, form)
        if made:
            messages.success(request, _("%(name)s is added.") % {"name": rows.name_of(KIND, made)})
            return redirect(address(KIND, "list", fieldlab))
    return _page(request, fieldlab, form)


def _saved(request: HttpRequest, fieldlab: Fieldlab, form: AddPartnerForm) -> object | None:
    typed = form.cleaned_data
    number, name = typed["kvk_number"], " ".join(typed["name"].split())
    if number and not Organisation.objects.filter(kvk_number=number).exists():
        answer = ask(number, "")
        if answer.profile:
            name = answer.profile.name
        elif not answer.silent:
            form.add_error(
                "kvk_number",
                _(
                    "The trade register does not know this number. Check the digits. "
                    "Or leave the number empty and give the name: then you can save it."
                ),
            )
            return None
        elif answer.silent != "off":
            messages.warning(request, _("The trade register gave no answer, so the number is not checked."))
    return tried(
        form,
        lambda: actions.add_partner(
            by=request.user,
            fieldlab=fieldlab,
            who=actions.Who(number, name, typed["kind"]),
            given=form.given(),
            key=str(typed["key"] or ""),
            reason=typed["note"],
        ),
    )


def _looked_up(request: HttpRequest, fieldlab: Fieldlab, given: dict[str, object]) -> HttpResponse:
    """The form again, with what the register says filled in; nothing is saved."""
    chosen = request.POST.get("number", "")
    number, name = kvk.tidy(request.POST.get("kvk_number", "") or chosen), request.POST.get("name", "").strip()
    if number and not kvk.is_number(number):
        form = AddPartnerForm(request.POST, **given)
        form.is_valid()
        return _page(request, fieldlab, form)
    answer = ask(number, name)
    start = {**request.POST.dict(), "kvk_number": number}
    if answer.profile:
        start["name"] = answer.profile.name
    form = AddPartnerForm(initial=start, hits=list(answer.hits), **given)
    return _page(request, fieldlab, form, told=_told(answer, number, name))


def ask(number: str, name: str) -> Answer:
    """By number if there is one, else by name. Never raises: the page works without the register."""
    try:
        if number:
            return Answer(profile=kvk.profile(number))
        return Answer(hits=tuple(kvk.search(name)) if name else ())
    except kvk.Unavailable as why:
        return Answer(silent=why.code)


def _told(answer: Answer, number: str, name: str) -> dict[str, str]:
    """What came of the question, as an alert: kind, title, text."""
    if answer.silent:
        text = _("You can go on without it: type the name and choose the kind.")
        title = _("The trade register gives no answer now")
        if answer.silent == "busy":
            title = _("The trade register was asked too often; try again in a minute")
        return {"kind": "warning", "title": title, "text": text}
    if answer.profile:
        found = answer.profile
        text = _("Legal form: %(form)s.") % {"form": found.legal_form or _("unknown")}
        if found.staff is not None:
            text += " " + ngettext("%(number)s person works there.", "%(number)s people work there.", found.staff) % {
                "number": number_text(found.staff)
            }
        return {"kind": "success", "title": found.name, "text": text + " " + _("Choose the kind and the size.")}
    if answer.hits:
        return {"kind": "info", "title": _("Choose the organisation that you mean"), "text": ""}
    if not number and not name:
        return {"kind": "warning", "title": _("Give the KvK number or the name."), "text": ""}
    title = _("The trade register does not know this number") if number else _("The trade register knows no such name")
    return {"kind": "warning", "title": title, "text": _("Check what you typed, or go on without a number.")}


def _page(
    request: HttpRequest, fieldlab: Fieldlab, form: AddPartnerForm, told: dict[str, str] | None = None
) -> HttpResponse:
    return form_page(request, fieldlab, KIND, form, title=_("Add a partner"), told=told)
