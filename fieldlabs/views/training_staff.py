"""Pages on which hubs write trainings, give their dates and count who took part."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.models import Role
from fieldlabs import training_desk as desk
from fieldlabs import training_forms as forms
from fieldlabs import training_permissions, trainings
from fieldlabs.actions import trainings as actions
from fieldlabs.actions.rules import RuleBroken
from fieldlabs.models import TrainingOffer
from fieldlabs.permissions import HUB_EDITORS, regions_of
from jobs import clock
from regions.models import Region
from ui.language import local

CSV = "text/csv; charset=utf-8"
WRITERS = allow(Role.HUB_EDITOR, Role.HUB_COORDINATOR)
READERS = allow(*training_permissions.READERS)


def _crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [
        (_("Trainings"), reverse("fieldlabs:training_list")),
        (_("Manage"), reverse("fieldlabs:training_staff_list") if more else None),
        *more,
    ]


@READERS
def training_staff_list(request: HttpRequest) -> HttpResponse:
    today, asked = clock.today(), desk.Question.of(request.GET)
    page = Paginator(desk.found(request.user, asked, today), desk.PAGE_SIZE).get_page(request.GET.get("page"))
    own = regions_of(request.user, *HUB_EDITORS)
    context = {
        "crumbs": _crumbs(),
        "asked": asked,
        "filters": desk.filters(request.user, asked, today),
        "page": page,
        "rows": desk.rows(page.object_list, today),
        "new": [(local(one, "name"), f"{reverse('fieldlabs:training_create')}?regio={one.slug}") for one in own],
        "where": ", ".join(local(one, "name") for one in own),
    }
    return render(request, "fieldlabs/training_staff_list.html", context)


@READERS
def training_export(request: HttpRequest) -> HttpResponse:
    """The list as the filters give it, without pages."""
    today = clock.today()
    found = desk.found(request.user, desk.Question.of(request.GET), today)
    answer = HttpResponse(desk.as_file(found, today), content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="trainingen.csv"'
    return answer


@WRITERS
def training_create(request: HttpRequest) -> HttpResponse:
    region = _own_region(request)
    cancel = reverse("fieldlabs:training_staff_list")
    asked = request.GET.get("fieldlab", "")
    chosen = forms.fieldlabs_of(region).filter(slug=asked[:80]).first() if asked else None
    initial = {"fieldlab": chosen.pk if chosen else None, "provider": chosen.name if chosen else ""}
    form = forms.NewTrainingForm(request.POST or None, region=region, cancel_url=cancel, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"region": region, "content": form.content(), "key": form.cleaned_data["key"]}
        made = _try(form, lambda: actions.create_training(by=request.user, **given))
        if made:
            messages.success(request, _("%(title)s is saved. It is not public yet.") % {"title": local(made, "title")})
            return redirect("fieldlabs:training_manage", made.slug)
    context = {"crumbs": _crumbs((_("New training"), None)), "form": form, "region": region}
    return render(request, "fieldlabs/training_create.html", context, status=_status(form))


def _own_region(request: HttpRequest) -> Region:
    """The region of this person's hub; `?regio=` chooses for who serves several."""
    asked = request.GET.get("regio")
    region = next((one for one in regions_of(request.user, *HUB_EDITORS) if not asked or one.slug == asked), None)
    if region is None:
        raise PermissionDenied(training_permissions.can_write(request.user, None)[1])
    return region


@WRITERS
def training_change(request: HttpRequest, slug: str) -> HttpResponse:
    training = _of_own_region(request, slug)
    cancel = reverse("fieldlabs:training_manage", args=[slug])
    initial = forms.training_initial(training)
    given = {"region": training.region, "cancel_url": cancel, "initial": initial}
    newer: list[list[str]] = []
    form = forms.ChangeTrainingForm(request.POST or None, **given)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        asked = {"content": form.content(), "version": typed["version"], "reason": typed["reason"]}
        try:
            if _try(form, lambda: actions.change_training(by=request.user, training=training, **asked)):
                messages.success(request, _("Your changes are saved."))
                return redirect("fieldlabs:training_manage", slug)
        except actions.NewerTraining as broken:
            newer = differences(form, forms.training_initial(broken.current))
            # Saving again after having seen the other version is a choice.
            form = forms.ChangeTrainingForm(_with_version(request.POST, broken.current.version), **given)
    context = {
        "crumbs": _crumbs((local(training, "title"), cancel), (_("Change"), None)),
        "form": form,
        "training": training,
        "newer": newer,
        "newer_columns": [_("Field"), _("Saved meanwhile"), _("What you typed")],
    }
    return render(request, "fieldlabs/training_change.html", context, status=409 if newer else _status(form))


def _with_version(typed: QueryDict, version: int) -> QueryDict:
    again = typed.copy()
    again["version"] = str(version)
    return again


def differences(form, saved: dict[str, object]) -> list[list[str]]:
    """Rows of (field, saved meanwhile, what you typed), for the fields of a valid form that differ."""
    names = [name for name in form.fields if name in saved and name != "version"]
    shown = {name: (_as_text(form, name, saved[name]), _as_text(form, name, form.cleaned_data[name])) for name in names}
    return [[str(form.fields[name].label), old, new] for name, (old, new) in shown.items() if old != new]


def _as_text(form, name: str, value: object) -> str:
    choices = getattr(form.fields[name], "choices", None)
    if name == "transformations":
        return ", ".join(sorted(local(one, "name") for one in value))
    if choices and name != "fieldlab":
        return str(dict(choices).get(value, value))
    if name == "fieldlab":
        key = getattr(value, "pk", value)
        return next((str(label) for choice, label in choices if str(choice) == str(key or "")), "")
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(form.fields[name].prepare_value(value))


@READERS
def training_manage(request: HttpRequest, slug: str) -> HttpResponse:
    training = _of_insider(request, slug)
    return _manage(request, training)


def _manage(request: HttpRequest, training: TrainingOffer, *, status: int = 200, **bound) -> HttpResponse:
    """The page of staff of one training; `bound`: a form that was sent with an error, under its name."""
    today = clock.today()
    state = desk.state_of(training, today)
    context = {
        "crumbs": _crumbs((local(training, "title"), None)),
        "training": training,
        "state": {"text": desk.LABELS[state], "kind": desk.KINDS[state]},
        "dates": desk.dates(training, today),
        "may_write": training_permissions.can_write(request.user, training.region)[0],
        "publishing": training_permissions.can_publish(request.user, training),
        "has_ended": trainings.has_ended(training, today),
        "broken": bound.pop("broken", None),
        "date_form": forms.DateForm(action=_at("trainingdate_add", training)),
        "end_form": forms.EndForm(
            action=_at("training_end", training), button=_("End this training"), initial={"on": training.ends_on}
        ),
        "withdraw_form": forms.WithdrawForm(
            action=_at("training_withdraw", training), button=_("Take off the public list")
        ),
        **bound,
    }
    return render(request, "fieldlabs/training_manage.html", context, status=status)


def _at(name: str, training: TrainingOffer) -> str:
    return reverse(f"fieldlabs:{name}", args=[training.slug])


@WRITERS
@require_POST
def training_publish(request: HttpRequest, slug: str) -> HttpResponse:
    training = _of_own_region(request, slug)
    return _do(
        request,
        training,
        lambda: actions.publish_training(by=request.user, training=training),
        _("Visitors find this training from now on."),
    )


@WRITERS
@require_POST
def training_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    training = _of_own_region(request, slug)
    form = forms.WithdrawForm(
        request.POST, action=_at("training_withdraw", training), button=_("Take off the public list")
    )
    if not form.is_valid():
        return _manage(request, training, status=422, withdraw_form=form)
    reason = form.cleaned_data["reason"]
    return _do(
        request,
        training,
        lambda: actions.withdraw_training(by=request.user, training=training, reason=reason),
        _("Visitors no longer find this training."),
    )


@WRITERS
@require_POST
def training_end(request: HttpRequest, slug: str) -> HttpResponse:
    training = _of_own_region(request, slug)
    form = forms.EndForm(request.POST, action=_at("training_end", training), button=_("End this training"))
    if not form.is_valid():
        return _manage(request, training, status=422, end_form=form)
    given = {"on": form.cleaned_data["on"], "reason": form.cleaned_data["reason"]}
    return _do(
        request,
        training,
        lambda: actions.end_training(by=request.user, training=training, **given),
        _("The last day of this training is saved."),
    )


@WRITERS
@require_POST
def training_resume(request: HttpRequest, slug: str) -> HttpResponse:
    training = _of_own_region(request, slug)
    return _do(
        request,
        training,
        lambda: actions.end_training(by=request.user, training=training, on=None, reason="offered again"),
        _("This training has no last day any more."),
    )


@WRITERS
@require_POST
def trainingdate_add(request: HttpRequest, slug: str) -> HttpResponse:
    training = _of_own_region(request, slug)
    form = forms.DateForm(request.POST, action=_at("trainingdate_add", training))
    if form.is_valid():
        typed = form.cleaned_data
        given = {"first": typed["starts_on"], "last": typed["ends_on"], "place": typed.get("where")}
        if _try(form, lambda: actions.add_date(by=request.user, training=training, **given)):
            messages.success(request, _("The date is added."))
            return redirect("fieldlabs:training_manage", slug)
    return _manage(request, training, status=422, date_form=form)


@WRITERS
@require_POST
def trainingdate_remove(request: HttpRequest, slug: str, date_id: int) -> HttpResponse:
    training = _of_own_region(request, slug)
    return _do(
        request,
        training,
        lambda: actions.remove_date(by=request.user, training=training, date_id=date_id),
        _("The date is taken away."),
    )


@WRITERS
@require_POST
def trainingdate_participants(request: HttpRequest, slug: str, date_id: int) -> HttpResponse:
    training = _of_own_region(request, slug)
    form = forms.ParticipantsForm(request.POST)
    if not form.is_valid():
        wrong = _("Write the number of people in whole numbers, from 0.")
        return _manage(request, training, status=422, broken=wrong)
    given = {"date_id": date_id, "number": form.cleaned_data["number"]}
    return _do(
        request,
        training,
        lambda: actions.count_participants(by=request.user, training=training, **given),
        _("The number of people is saved."),
    )


def _do(request: HttpRequest, training: TrainingOffer, act: Callable[[], object], done: str) -> HttpResponse:
    """One step of a training; a broken rule is said on its page."""
    try:
        act()
    except RuleBroken as broken:
        return _manage(request, training, status=422, broken=broken.message)
    messages.success(request, done)
    return redirect("fieldlabs:training_manage", training.slug)


def _of_insider(request: HttpRequest, slug: str) -> TrainingOffer:
    """The training, or 404 for staff of another region."""
    training = get_object_or_404(trainings.full(), slug=slug)
    if not training_permissions.is_insider(request.user, training):
        raise Http404
    return training


def _of_own_region(request: HttpRequest, slug: str) -> TrainingOffer:
    training = _of_insider(request, slug)
    allowed, reason = training_permissions.can_write(request.user, training.region)
    if not allowed:
        raise PermissionDenied(reason)
    return training


def _try(form, act: Callable[[], object]) -> object | None:
    """Act; a broken rule becomes an error of the form, so that nothing typed is lost."""
    try:
        return act()
    except actions.NewerTraining:
        raise
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return None


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
