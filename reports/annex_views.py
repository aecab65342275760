"""Annexes: the register, one annex with its files, freezing a view, opening it to everyone, and the check."""

from urllib.parse import parse_qsl

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, public
from accounts.rules import RuleBroken
from funding.views.shared import answered, private, require, tried
from funding.views.shared_books import download
from jobs import clock, queue
from jobs.models import Job
from reports import actions, annex_check, annex_files, annex_register, freezing, frozen, moment
from reports.access import BUDGET_READERS
from reports.annex_forms import AnnexForm, ReleaseForm
from reports.models import Annex, AnnexFile
from reports.permissions import FREEZERS, RELEASERS, can_freeze, can_read, can_read_all, can_release
from reports.reading import Moment, Reading, tables_of
from ui import filters
from ui.language import DEFAULT

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def _crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Annexes"), reverse("reports:annex_list")), *more]


def _annex(request: HttpRequest, number: str, *, csv: bool = False) -> Annex:
    """With the bytes of its CSV when they are wanted. 404 for who may not know of it."""
    annexes = Annex.objects.select_related(*annex_register.RELATED).defer(*([] if csv else ["csv"]))
    annex = annexes.filter(number=number).first()
    if annex is None or not can_read(request.user, annex)[0]:
        raise Http404
    return annex


# --- Reading ---------------------------------------------------------------------------------------------------------


@public
@require_safe
@private
def annex_list(request: HttpRequest) -> HttpResponse:
    everything = can_read_all(request.user)[0]
    question = annex_register.Question.of(request.GET)
    numbers = annex_register.numbers(question, everything)
    found = annex_register.found(question, everything)
    page = Paginator(found, annex_register.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [(_("Annexes"), None)],
        "asked": question,
        "notices": filters.left_out(request.GET, annex_register.known()),
        "numbers": numbers["all"],
        "filters": [
            {"title": _("State"), "options": _states(question, numbers, everything)},
            {"title": _("View"), "options": _views(question, everything)},
        ],
        "page": page,
        "rows": [
            (annex, annex_register.badge(annex, everything), annex_register.view_title(annex))
            for annex in page.object_list
        ],
        "everything": everything,
        "freezer": can_freeze(request.user)[0],
    }
    return render(request, "reports/annex_list.html", context)


def _states(question: annex_register.Question, numbers: dict[str, int], everything: bool) -> list[dict[str, object]]:
    """What is not public is no choice for who does not see it."""
    states = {key: one for key, one in annex_register.STATES.items() if everything or key != annex_register.KEPT}
    choices = [(name, label, numbers[key]) for key, (name, label, _kind) in states.items()]
    now = annex_register.STATES[question.state][0] if question.state else ""
    return filters.options([("", _("All"), numbers[""]), *choices], now, lambda one: question.address(stand=one))


def _views(question: annex_register.Question, everything: bool) -> list[dict[str, object]]:
    views = annex_register.by_view(question, everything)
    return filters.options(views, question.view, lambda one: question.address(overzicht=one))


@public
@require_safe
@private
def annex_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    everything = can_read_all(request.user)[0]
    annexes = annex_register.found(annex_register.Question.of(request.GET), everything)
    return download(annex_register.as_file(annexes, everything), "bijlagen.csv")


@public
@require_safe
@private
def annex_detail(request: HttpRequest, number: str) -> HttpResponse:
    """What the annex says, in Dutch as it was frozen, and its files with their digests."""
    annex = _annex(request, number)
    files = {one.format: one for one in annex.files.defer("content")}
    person = request.user
    with translation.override(DEFAULT):
        facts = annex_files.facts(annex)
    staff, whole = can_read_all(person)[0], len(files) == len(AnnexFile.Format)
    job = _job(annex) if staff and not whole else None
    context = {
        "crumbs": _crumbs((annex.number, None)),
        "annex": annex,
        "facts": facts,
        "badge": annex_register.badge(annex, staff),
        "newer": annex_register.newer(annex, staff),
        "release": getattr(annex, "release", None),
        "tables": tables_of(annex.content),
        "pdf": files.get("pdf"),
        "xlsx": files.get("xlsx"),
        "staff": staff,
        "job": job,
        "lost": job is not None and queue.is_lost(job),
        "releasable": whole and can_release(person, annex)[0],
        "freezer": can_freeze(person)[0],
        "view_url": _view_url(annex) if staff else "",
        "since_url": freezing.changed_since(annex) if staff else "",
    }
    return render(request, "reports/annex_detail.html", context)


def _job(annex: Annex) -> Job | None:
    """The last one that makes the documents."""
    return Job.objects.filter(kind=actions.WRITE, payload={"annex": annex.pk}).order_by("-created_at").first()


def _view_url(annex: Annex) -> str:
    """The page of the view, as it is now for what was asked then."""
    found = frozen.FREEZABLE.get(annex.view)
    return found.url(dict(parse_qsl(annex.query))) if found else ""


@public
@require_safe
def annex_document(request: HttpRequest, number: str) -> HttpResponse:
    return _file(request, number, "pdf")


@public
@require_safe
def annex_workbook(request: HttpRequest, number: str) -> HttpResponse:
    return _file(request, number, "xlsx")


@public
@require_safe
def annex_csv(request: HttpRequest, number: str) -> HttpResponse:
    return _file(request, number, "csv")


def _file(request: HttpRequest, number: str, suffix: str) -> HttpResponse:
    """The bytes as they are kept."""
    annex = _annex(request, number, csv=suffix == "csv")
    if suffix == "csv":
        content = annex.csv
    else:
        file = annex.files.filter(format=suffix).first()
        if file is None:
            raise Http404
        content = file.content
    name = f"{'demo-' if annex.demo else ''}bijlage-{annex.number}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store, private"}
    return HttpResponse(bytes(content), content_type=MEDIA_TYPES[suffix], headers=headers)


# --- Freezing --------------------------------------------------------------------------------------------------------


@allow(*FREEZERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def annex_create(request: HttpRequest, view: str) -> HttpResponse:
    """The query of the address is the view's own, so that what is frozen is what was on screen."""
    query = request.GET.dict()
    try:
        freezable = frozen.FREEZABLE[view]
        back = freezable.url(query)
    except KeyError as no_such:
        raise Http404 from no_such
    form = AnnexForm(request.POST or None, cancel=back, initial={"replaces": request.GET.get("vervangt", "")[:20]})
    try:
        if request.method == "POST" and form.is_valid():
            reading, at = _read(view, query)
            annex = tried(form, lambda: _freeze(request, view, form.cleaned_data, reading, at))
            if annex:
                return redirect("reports:annex_detail", number=annex.number)
        # Only looked at, so it does not wait for entries that are on their way, as `_read` does.
        shown = frozen.preview(view, query, Moment(timezone.now(), clock.today()))
    except RuleBroken:
        # The page of the view says what is wrong with what was asked.
        return redirect(back)
    context = {
        "crumbs": [(str(freezable.title), back), (_("Freeze as an annex"), None)],
        "needs_query": True,
        "view_title": freezable.title,
        "reading": shown,
        "compare_url": freezing.comparison(view, query, shown.valid_on),
    }
    return answered(request, "reports/annex_create.html", context, form)


def _read(view: str, query: dict[str, str]) -> tuple[Reading, Moment]:
    """Parliament gets Dutch, whatever the reader's language is."""
    with translation.override(DEFAULT):
        at = Moment(moment.known(), clock.today())
        return frozen.read(view, query, at), at


def _freeze(request: HttpRequest, view: str, said: dict, reading: Reading, at: Moment) -> Annex:
    with translation.override(DEFAULT):
        title = str(frozen.FREEZABLE[view].title)
    return actions.freeze(
        by=request.user,
        view=view,
        view_title=title,
        reading=reading,
        moment=at,
        title=said["title"],
        question=said["question"],
        key=said["key"],
        replaces=said["replaces"],
        because=said["because"],
    )


@allow(*FREEZERS)
@require_POST
def annex_make(request: HttpRequest, number: str) -> HttpResponse:
    """Have the documents made that are not there, after a job that failed or whose worker is gone."""
    annex = _annex(request, number)
    job = _job(annex)
    if annex.files.count() < len(AnnexFile.Format) and (job is None or job.finished_at):
        actions.ask_for_files(by=request.user, annex=annex)
    elif job and queue.is_lost(job):
        queue.nudge(job)
    return redirect("reports:annex_detail", number=annex.number)


# --- To Parliament, and the check ------------------------------------------------------------------------------------


@allow(*RELEASERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def annex_release(request: HttpRequest, number: str) -> HttpResponse:
    annex = _annex(request, number)
    url = reverse("reports:annex_detail", kwargs={"number": annex.number})
    if hasattr(annex, "release"):
        return redirect(url)
    require(can_release(request.user, annex))
    form = ReleaseForm(request.POST or None, cancel=url)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if tried(form, lambda: actions.release(by=request.user, annex=annex, **said)):
            return redirect(url)
    context = {"crumbs": _crumbs((annex.number, url), (_("Make public"), None)), "annex": annex}
    return answered(request, "reports/annex_release.html", context, form)


@allow(*BUDGET_READERS)
@require_safe
@private
def annex_compare(request: HttpRequest, number: str) -> HttpResponse:
    """The canonical CSV is made again and compared with the one that is kept."""
    annex = _annex(request, number, csv=True)
    url = reverse("reports:annex_detail", kwargs={"number": annex.number})
    context = {
        "crumbs": _crumbs((annex.number, url), (_("Check"), None)),
        "annex": annex,
        "outcome": annex_check.compare(annex),
        "kept_whole": frozen.FREEZABLE.get(annex.view, frozen.GONE).again,
    }
    return render(request, "reports/annex_compare.html", context)
