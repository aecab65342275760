from django.urls import path

from assessments.views import journey, result

# `key`, so that it stays out of the log: it opens the run by itself.
app_name = "assessments"
urlpatterns = [
    path("", journey.start, name="start"),
    path("<uuid:key>/", result.result, name="result"),
    path("<uuid:key>/vraag/<int:number>/", journey.question, name="question"),
    path("<uuid:key>/waar/", journey.where, name="where"),
    path("<uuid:key>/controle/", journey.check, name="check"),
    path("<uuid:key>/wissen/", result.erase, name="erase"),
]
