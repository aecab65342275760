"""Plans as applicants write them, and files."""

from django.urls import path

from funding.views import files

urlpatterns = [
    path("bestanden/<int:file>/", files.file, name="file"),
]
