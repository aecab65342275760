"""A job's page: how far it is, and what came of it. Only for the person who wanted it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.models import Job
from jobs.registry import titles


def job_detail(request: HttpRequest, job_id) -> HttpResponse:
    """As a page, or as JSON for the script that keeps the page up to date."""
    job = get_object_or_404(Job, pk=job_id, created_by=request.user.pk)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"state": job.state, "percent": job.percent})
    crumbs = [(_("Background work"), reverse("jobs:job_list")), (_title(job), None)]
    return render(request, "jobs/job_detail.html", {"job": job, "title": _title(job), "crumbs": crumbs})


def job_list(request: HttpRequest) -> HttpResponse:
    jobs = Job.objects.filter(created_by=request.user.pk).order_by("-created_at")[:50]
    crumbs = [(_("Background work"), None)]
    return render(request, "jobs/job_list.html", {"jobs": [(job, _title(job)) for job in jobs], "crumbs": crumbs})


def _title(job: Job) -> object:
    return titles.get(job.kind, job.kind)


job_detail.access = job_list.access = "signed-in"
