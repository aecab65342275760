"""The addresses of this app: those under /fieldlabs/, and the lists of Skillslabs and trainings beside it."""

from django.urls import include, path

from fieldlabs import training_urls, urls

app_name = "fieldlabs"
urlpatterns = [*training_urls.urlpatterns, path("fieldlabs/", include(urls.urlpatterns))]
