"""Pages on which hubs register Fieldlabs and the steering group decides."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import allow
from accounts.models import Role
from fieldlabs import actions, cards, duplicates, forms, kinds, panels, permissions, sections
from fieldlabs import rows as rows_of
from fieldlabs.models import Fieldlab
from fieldlabs.states import STATES, condition
from fieldlabs.views.shared import crumbs, for_insider, require, status_of, tried
from fieldlabs.wish import NATIONAL
from regions.models import Region
from ui.filters import alone, options
from ui.formats import date_long
from ui.language import local

PAGE_SIZE = 50
Recognition = Fieldlab.Recognition


def visible(request: HttpRequest) -> QuerySet[Fieldlab]:
    """The Fieldlabs that this member of staff looks after: their region's, or what is
    national; all for steering group and auditor."""
    rows = Fieldlab.objects.defer("search").select_related("province", "region")
    if request.user.roles & set(permissions.OVERSEERS):
        return rows
    if not permissions.looks_after_some(request.user):
        raise PermissionDenied(_("Only hubs and the national desk keep Fieldlabs."))
    return rows.filter(permissions.kept_by(request.user, *permissions.HUB))


@allow(*permissions.READERS, *permissions.OVERSEERS)
def staff_list(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("stand", "")
    rows = visible(request)
    numbers = rows.aggregate(all=Count("pk"), **{name: Count("pk", filter=condition(name)) for name in STATES})
    if state in STATES:
        rows = rows.filter(condition(state))
    page = Paginator(rows.order_by("region_id", "name", "pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    own = _own(request)
    context = {
        "crumbs": crumbs((_("Manage"), None)),
        "filters": [{"title": _("State"), "options": _state_options(state, numbers)}],
        "page": page,
        "is_empty": not numbers["all"],
        "rows": [{"fieldlab": one, "where": cards.where(one), "state": _state_of(one)} for one in page.object_list],
        "may_register": [{"slug": _slug_of(one), "is_national": one is None} for one in own],
        "may_import": bool(request.user.roles & {*permissions.HUB, Role.AUDITOR}),
        "region_names": ", ".join(_name_of(region) for region in own),
    }
    return render(request, "fieldlabs/staff_list.html", context)


def _state_options(chosen: str, numbers: dict[str, int]) -> list[dict[str, object]]:
    states = [("", _("All"), numbers["all"]), *((name, label, numbers[name]) for name, label in STATES.items())]
    return options(states, chosen, alone("stand"))


def _state_of(fieldlab: Fieldlab) -> dict[str, str]:
    """Text and kind of the badge in the staff list."""
    if fieldlab.recognition == Recognition.UNKNOWN:
        if fieldlab.is_public:
            return {"text": _("Public with a source"), "kind": "info"}
        return {"text": _("To confirm"), "kind": "warning"}
    return {
        "draft": {"text": _("Draft"), "kind": "neutral"},
        "submitted": {"text": _("Submitted"), "kind": "info"},
        "returned": {"text": _("Sent back"), "kind": "warning"},
        "recognised": {"text": _("Recognised"), "kind": "success"},
    }[fieldlab.recognition]


@allow(*permissions.EDITORS)
def fieldlab_register(request: HttpRequest) -> HttpResponse:
    region = _own_region(request)
    near: list[Fieldlab] = []
    given = {"region": region, "cancel_url": reverse("fieldlabs:staff_list")}
    form = forms.RegisterForm(request.POST or None, ask_other="is_other" in request.POST, **given)
    if request.method == "POST" and form.is_valid():
        core = form.core()
        near = duplicates.near(core.name, core.city, core.website)
        if not near or form.cleaned_data.get("is_other"):
            made = tried(
                form, lambda: actions.register(by=request.user, region=region, core=core, key=form.cleaned_data["key"])
            )
            if made:
                messages.success(request, _("%(name)s is saved as a draft.") % {"name": made.name})
                return redirect("fieldlabs:fieldlab_edit", made.slug)
        elif near:
            form = forms.RegisterForm(request.POST, ask_other=True, **given)
    context = {
        "crumbs": crumbs((_("Manage"), reverse("fieldlabs:staff_list")), (_("Register a Fieldlab"), None)),
        "form": form,
        "area": _name_of(region),
        "near": [{"fieldlab": one, "may_see": permissions.can_see(request.user, one)[0]} for one in near],
    }
    return render(request, "fieldlabs/register.html", context, status=status_of(form))


def _own(request: HttpRequest) -> list[Region | None]:
    """Where this person registers: the regions of their hubs; None is the whole country."""
    national = [None] if permissions.keeps_national(request.user) else []
    return [*permissions.regions_of(request.user, *permissions.HUB_EDITORS), *national]


def _slug_of(region: Region | None) -> str:
    return region.slug if region else NATIONAL


def _name_of(region: Region | None) -> str:
    return local(region, "name") if region else _("For the whole country")


def _own_region(request: HttpRequest) -> Region | None:
    """The region of this person's hub, None for the whole country; `?regio=` chooses for who has several."""
    asked = request.GET.get("regio")
    own = [one for one in _own(request) if not asked or _slug_of(one) == asked]
    if not own:
        raise PermissionDenied(_("You can only register a Fieldlab in the region of your own hub."))
    return own[0]


@allow(*permissions.EDITORS)
def fieldlab_submit(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = for_insider(request, slug)
    if fieldlab.recognition == Recognition.SUBMITTED and fieldlab.submitted_by_id == request.user.pk:
        return redirect(fieldlab)
    require(permissions.can_submit(request.user, fieldlab))
    form = forms.SubmitForm(request.POST or None, cancel_url=fieldlab.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: actions.submit(by=request.user, fieldlab=fieldlab, reason=reason)):
            messages.success(request, _("%(name)s is submitted to the steering group.") % {"name": fieldlab.name})
            return redirect(fieldlab)
    context = {
        "crumbs": crumbs((fieldlab.name, fieldlab.get_absolute_url()), (_("Submit"), None)),
        "form": form,
        "fieldlab": fieldlab,
        "lacks": _lacks_to_submit(fieldlab),
    }
    return render(request, "fieldlabs/submit.html", context, status=status_of(form))


def _lacks_to_submit(fieldlab: Fieldlab) -> list[dict[str, str]]:
    """What must be filled in before it can be submitted, with the page of each: nobody writes a reason in vain."""
    counted = sections.counted(Fieldlab.objects.defer("search")).get(pk=fieldlab.pk)
    return [
        {"url": section.url(counted), "text": one.sentence}
        for section in sections.SECTIONS.values()
        for one in section.missing(counted)
        if one.step == sections.Step.SUBMIT
    ]


@allow(Role.STEERING, Role.AUDITOR)
def decision_queue(request: HttpRequest) -> HttpResponse:
    waiting = (
        Fieldlab.objects.defer("search")
        .filter(recognition=Recognition.SUBMITTED)
        .select_related("province", "region", "submitted_by")
        .order_by("submitted_at", "pk")
    )
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs((_("Recognition"), None)),
        "page": page,
        "rows": [{"fieldlab": one, "where": cards.where(one)} for one in page.object_list],
        "may_decide": Role.STEERING in request.user.roles,
    }
    return render(request, "fieldlabs/decision_queue.html", context)


@allow(Role.STEERING)
def fieldlab_decide(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = for_insider(request, slug)
    if fieldlab.decided_by_id == request.user.pk and fieldlab.recognition != Recognition.SUBMITTED:
        if request.method == "POST":
            told = _("You had already decided on %(name)s. Nothing has changed.")
            messages.info(request, told % {"name": fieldlab.name})
        return redirect(fieldlab)
    require(permissions.can_decide(request.user, fieldlab))
    cancel = reverse("fieldlabs:decision_queue")
    form = forms.DecisionForm(request.POST or None, cancel_url=cancel)
    asks_again = False
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        typed = form.cleaned_data
        if request.POST.get("sure") == typed["decision"]:
            act = actions.recognise if typed["decision"] == form.RECOGNISE else actions.send_back
            if tried(form, lambda: act(by=request.user, fieldlab=fieldlab, reason=typed["reason"])):
                messages.success(request, _("Your decision on %(name)s is taken.") % {"name": fieldlab.name})
                return redirect("fieldlabs:decision_queue")
        else:
            asks_again = True
            again = {**request.POST.dict(), "sure": typed["decision"]}
            form = forms.DecisionForm(again, cancel_url=cancel, asks_again=True)
    context = {
        "crumbs": crumbs((_("Recognition"), cancel), (fieldlab.name, None)),
        "form": form,
        "fieldlab": fieldlab,
        "asks_again": asks_again,
        "recognises": request.POST.get("decision") == form.RECOGNISE,
        "reason": request.POST.get("reason", ""),
        "facts": _facts_for_decision(fieldlab),
        "panel": panels.consortium(fieldlab, rows_of.of(fieldlab, kinds.PARTNER)),
    }
    return render(request, "fieldlabs/decide.html", context, status=200 if asks_again else status_of(form))


def _facts_for_decision(fieldlab: Fieldlab) -> list[tuple[str, object]]:
    return [
        (_("Topic"), local(fieldlab, "topic")),
        (_("Place"), cards.where(fieldlab)),
        (_("Description"), local(fieldlab, "description") or None),
        (_("Website"), fieldlab.website or None),
        (_("Submitted by"), str(fieldlab.submitted_by)),
        (_("Why it should be recognised"), fieldlab.submission_reason),
        (_("Goal"), fieldlab.goal or None),
        (_("Plan"), fieldlab.plan or None),
        (_("Period of the plan"), _period(fieldlab.plan_starts_on, fieldlab.plan_ends_on)),
    ]


def _period(first: date | None, last: date | None) -> str | None:
    if first is None or last is None:
        return None
    return _("%(first)s to %(last)s") % {"first": date_long(first), "last": date_long(last)}
