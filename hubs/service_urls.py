"""Addresses of the services that desks delivered."""

from django.urls import path

from hubs import service_views

urlpatterns = [
    path("", service_views.service_list, name="service_list"),
    path("diensten.csv", service_views.service_export, name="service_export"),
    path("nieuw/<int:company_id>/", service_views.service_record, name="service_record"),
    path("<int:service_id>/terugnemen/", service_views.service_withdraw, name="service_withdraw"),
]
