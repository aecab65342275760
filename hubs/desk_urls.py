"""Addresses of the desks' inbox."""

from django.urls import path

from hubs import desk_views

urlpatterns = [
    path("", desk_views.request_list, name="request_list"),
    path("hulpvragen.csv", desk_views.request_export, name="request_export"),
    path("<uuid:request_id>/", desk_views.request_detail, name="request_detail"),
]
