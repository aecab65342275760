from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [path("start/", views.start, name="start")]
