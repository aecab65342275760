"""What the views of a run share: fetching it, who may open it, and where to go next."""

import uuid
from collections.abc import Callable
from functools import partial, wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import Expression
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from assessments import actions
from assessments.models import RUN_IS_FROZEN, Assessment
from assessments.permissions import can_open
from assessments.questionnaire import Question
from assessments.scan import Scan, run_with_answers, scan_of, with_answers  # noqa: F401 -- the views take it from here
from assessments.wizard import Step

SESSION_KEY = "assessment"
INVALID, GONE = 422, 410
BACK = "terug"
"""Query parameter of a question that was opened from the check page, and goes back to it."""

View = Callable[..., HttpResponse]


class SignInFirst(Exception):
    """The run is in an account, and nobody is signed in. Who has its address learns no more than that it exists."""


def private(view: View) -> View:
    """Answers of a company: kept by no cache and found by no search engine."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except SignInFirst:
            response = redirect_to_login(request.get_full_path())
        response.headers["Cache-Control"] = "no-store, private"
        if {"key", "token"} & set(kwargs):
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def with_run(view: View | None = None, *, alone: bool = False, **annotations: Expression) -> View:
    """Fetch the run, its questionnaire and its answers; 404 for an unknown run, 410 for an unknown version.

    `@with_run(name=…)` reads something more in the same statement, as `scan.run.name`.
    `@with_run(alone=True)` leaves place, province, size and site until they are asked for: most screens never do.
    """
    if view is None:
        return partial(with_run, alone=alone, **annotations)

    @wraps(view)
    def wrapped(request: HttpRequest, key: uuid.UUID, **kwargs) -> HttpResponse:
        run = opened(request, run_with_answers(key)) if alone else run_of(request, key, **annotations)
        scan = scan_of(run)
        if scan is None:
            return render(request, "assessments/version_unknown.html", {"run": run, "crumbs": crumbs()}, status=GONE)
        return view(request, scan, **kwargs)

    return wrapped


def run_of(request: HttpRequest, key: uuid.UUID, *also: str, **annotations: Expression) -> Assessment:
    """The run of this key. 404 for one that is unknown or in another account; a stranger to it is asked to sign in.

    `also`: further relations to fetch with it; `annotations`: further values.
    """
    runs = with_answers(Assessment.objects.select_related("place", "province__region", "site", "size", *also))
    return opened(request, runs.annotate(**annotations).filter(pk=key).first())


def opened(request: HttpRequest, run: Assessment | None) -> Assessment:
    """This run, for who may open it. See `run_of`."""
    if run is None:
        raise Http404
    allowed, _reason = can_open(request.user, run)
    if not allowed:
        raise Http404 if request.user.is_authenticated else SignInFirst
    return run


def step_url(step: Step, run: Assessment) -> str:
    parts = {"number": step.number, "slug": step.slug}
    known = {name: value for name, value in parts.items() if value is not None}
    return reverse(f"assessments:{step.name}", kwargs={"key": run.pk, **known})


def initial_of(scan: Scan | None, question: Question) -> dict[str, object]:
    """The answer to this question as its form writes it."""
    value = scan.answers.get(question.id) if scan else None
    return {} if value is None else {"answer": str(value), "ambition": scan.ambitions.get(question.id)}


def crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Self-assessment"), reverse("assessments:start") if more else None), *more]


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def frozen(request: HttpRequest, run: Assessment) -> HttpResponse:
    messages.info(request, RUN_IS_FROZEN)
    return redirect("assessments:result", key=run.pk)


def refused(request: HttpRequest, run: Assessment, broken: actions.RuleBroken) -> HttpResponse:
    """The run changed while the visitor was on the page: say how, and show what there is now."""
    messages.info(request, broken.message)
    return redirect("assessments:start") if broken.code == "gone" else redirect("assessments:result", key=run.pk)


def person_of(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def too_many(request: HttpRequest) -> HttpResponse:
    """More letters or scans from one connection than anybody needs."""
    return render(request, "assessments/too_many.html", {"crumbs": crumbs()}, status=429)
