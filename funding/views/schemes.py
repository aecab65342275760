"""The rules of schemes: everybody reads them, the controller publishes them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow, public
from accounts.models import Role
from funding import actions, scheme_words
from funding.forms.schemes import PoolForm, SchemeForm, VersionForm
from funding.models import MatchPool, Scheme, SchemeVersion
from funding.permissions import can_set_rules
from funding.views import confirming
from funding.views.confirming import Deed
from jobs import clock
from ui.language import local

FORM = "funding/deed_form.html"


@public
@require_safe
def scheme_list(request: HttpRequest) -> HttpResponse:
    """Which rules hold, held and will hold, for everybody."""
    context = {
        "crumbs": [(_("Rules of the schemes"), None)],
        "schemes": scheme_words.schemes(clock.today()),
        "sets_rules": request.user.is_authenticated and can_set_rules(request.user)[0],
    }
    return render(request, "funding/scheme_list.html", context)


def _crumbs(title: str) -> list[tuple[str, str | None]]:
    return [(_("Rules of the schemes"), reverse("funding:scheme_list")), (title, None)]


def _at(scheme: Scheme) -> str:
    return f"{reverse('funding:scheme_list')}#{scheme.key}"


@allow(Role.MINISTRY_CONTROLLER)
def scheme_create(request: HttpRequest) -> HttpResponse:
    form = SchemeForm(request.POST or None, cancel=reverse("funding:scheme_list"))

    def make() -> Scheme:
        filled = form.cleaned_data
        names = {"name_nl": filled["name_nl"], "name_en": filled["name_en"], "key": filled["slug"]}
        return actions.add_scheme(by=request.user, demo=filled["real"] == "demo", **names)

    title = _("Add a scheme")
    deed = Deed("scheme", title, _("Add this scheme"), _("The scheme is added. It has no rules yet."), make, _at)
    lead = _("A scheme is the name under which rules are published. Its rules come next, as a version.")
    context = {"title": title, "lead": lead, "crumbs": _crumbs(title)}
    return confirming.page(request, form, lambda: deed, FORM, context)


@allow(Role.MINISTRY_CONTROLLER)
def scheme_version_create(request: HttpRequest, key: str) -> HttpResponse:
    """Nothing is filled in beforehand, not even from the version before: each rule is chosen."""
    scheme = get_object_or_404(Scheme, key=key)
    form = VersionForm(request.POST or None, cancel=_at(scheme))

    def make() -> SchemeVersion:
        dates = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        return actions.publish_scheme_version(by=request.user, scheme=scheme, rules=form.rules(), **dates, **form.paper)

    title = _("New version of %(scheme)s") % {"scheme": local(scheme, "name")}
    deed = Deed(
        f"version of {key}",
        title,
        _("Publish this version"),
        _("The version is published."),
        make,
        lambda _version: _at(scheme),
        warnings=scheme_words.consequences,
    )
    lead = _("A version never changes. What was in force ends on the day before this one begins.")
    context = {"title": title, "lead": lead, "crumbs": _crumbs(title), "note": _("No rule is filled in beforehand.")}
    return confirming.page(request, form, lambda: deed, FORM, context)


@allow(Role.MINISTRY_CONTROLLER)
def pool_create(request: HttpRequest, key: str) -> HttpResponse:
    scheme = get_object_or_404(Scheme, key=key)
    form = PoolForm(request.POST or None, cancel=_at(scheme), scheme=scheme)

    def make() -> MatchPool:
        about = {name: form.cleaned_data[name] for name in ("version", "line", "region")}
        return actions.open_pool(by=request.user, **about, **form.paper)

    title = _("Open a match pool")
    deed = Deed(f"pool of {key}", title, _("Open this pool"), _("The pool is open."), make, lambda _pool: _at(scheme))
    lead = _("Awards and pledges in one pool are set against one another, and nowhere else.")
    context = {"title": f"{title}: {local(scheme, 'name')}", "lead": lead, "crumbs": _crumbs(title)}
    return confirming.page(request, form, lambda: deed, FORM, context)
