"""Plans as applicants write them, and files."""

from django.urls import path

from funding.views import files, plan_versions, plan_writing, plans

urlpatterns = [
    path("plannen/", plans.plan_list, name="plan_list"),
    path("plannen/nieuw/", plans.plan_start, name="plan_start"),
    path("plannen/<int:plan>/", plans.plan_detail, name="plan_detail"),
    path("plannen/<int:plan>/nieuwe-versie/", plans.plan_renew, name="plan_renew"),
    path("plannen/<int:plan>/indienen/", plan_writing.plan_submit, name="plan_submit"),
    path("plannen/<int:plan>/intrekken/", plan_writing.plan_withdraw, name="plan_withdraw"),
    path("plannen/<int:plan>/vergelijken/", plan_versions.plan_compare_versions, name="plan_compare"),
    path("plannen/<int:plan>/versie/<int:number>/", plan_versions.plan_version, name="plan_version"),
    path("plannen/<int:plan>/<str:section>/bewerken/", plan_writing.plan_edit, name="plan_edit"),
    path("bestanden/<int:file>/", files.file, name="file"),
]
