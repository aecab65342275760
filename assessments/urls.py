from django.urls import path

from assessments.views import (
    accountability,
    again,
    check,
    context,
    depth,
    help,
    invited,
    journey,
    report,
    result,
    share,
)

# `key`, so that it stays out of the log: it opens the run by itself.
app_name = "assessments"
urlpatterns = [
    path("", journey.start, name="start"),
    path("verantwoording/", accountability.accountability, name="accountability"),
    path(
        "verantwoording/<str:version>/vragenlijst.toml",
        accountability.bank,
        {"kind": "bank", "form": "toml"},
        name="bank_toml",
    ),
    path(
        "verantwoording/<str:version>/vragenlijst.json",
        accountability.bank,
        {"kind": "bank", "form": "json"},
        name="bank_json",
    ),
    path(
        "verantwoording/<str:version>/advies.toml",
        accountability.bank,
        {"kind": "advice", "form": "toml"},
        name="advice_toml",
    ),
    path("<uuid:key>/", result.result, name="result"),
    path("<uuid:key>/vraag/<int:number>/", journey.question, name="question"),
    path("<uuid:key>/grootte/", context.screen, {"name": "size"}, name="size"),
    path("<uuid:key>/sector/", context.screen, {"name": "sector"}, name="sector"),
    path("<uuid:key>/waar/", context.where, name="where"),
    path("<uuid:key>/doelen/", context.screen, {"name": "goals"}, name="goals"),
    path("<uuid:key>/functie/", context.screen, {"name": "role"}, name="role"),
    path("<uuid:key>/controle/", check.check, name="check"),
    path("<uuid:key>/verdiepen/", depth.deepen, name="deepen"),
    path("<uuid:key>/onderwerpen/", depth.tasks, name="tasks"),
    path("<uuid:key>/onderwerpen/<slug:slug>/<int:number>/", depth.topic, name="topic"),
    path("<uuid:key>/hulp/", help.help, name="help"),
    path("<uuid:key>/opnieuw/", again.again, name="again"),
    path("<uuid:key>/verandering/", again.change, name="change"),
    path("opnieuw/<str:token>/", invited.invited, name="invited"),
    path("geen-uitnodigingen/<str:token>/", invited.no_more_letters, name="no_more_letters"),
    path("<uuid:key>/wissen/", result.erase, name="erase"),
    path("<uuid:key>/rapport/", report.report, name="report"),
    path("<uuid:key>/rapport/<uuid:report>/", report.report_file, name="report_file"),
    path("<uuid:key>/resultaat.json", report.data, name="data"),
    path("<uuid:key>/delen/", share.share, name="share"),
    path("gedeeld/<str:token>/", share.shared, name="shared"),
]
