"""Plans as the ministry reviews and decides on them."""

from django.urls import path

from funding.views import letters

urlpatterns = [
    path("brieven/<int:letter>/", letters.letter_file, name="letter_file"),
]
