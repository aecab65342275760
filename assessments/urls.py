from django.urls import path

from assessments import views

# `key`, so that it stays out of the log: it opens the run by itself.
app_name = "assessments"
urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:key>/", views.result, name="result"),
    path("<uuid:key>/vraag/<int:number>/", views.question, name="question"),
    path("<uuid:key>/waar/", views.where, name="where"),
    path("<uuid:key>/controle/", views.check, name="check"),
    path("<uuid:key>/wissen/", views.erase, name="erase"),
]
