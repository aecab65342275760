from django.urls import path

from reports.api import views
from reports.datasets import DATASETS

app_name = "api"
urlpatterns = [
    path("v1", views.root, name="root"),
    path("v1/openapi.json", views.openapi, name="openapi"),
    *(path(f"v1/{one.name}", views.collection(one), name=one.name) for one in DATASETS),
    *(path(f"v1/{one.name}/<str:key>", views.row(one), name=f"{one.name}-row") for one in DATASETS),
]
