from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("dashboard/", views.budget_dashboard, name="budget_dashboard"),
    path("dashboard/begroting.csv", views.budget_export, name="budget_export"),
]
