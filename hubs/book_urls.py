"""Addresses of the companies that a desk knows."""

from django.urls import path

from hubs import book_views, mail_views

urlpatterns = [
    path("", book_views.company_list, name="company_list"),
    path("bedrijven.csv", book_views.company_export, name="company_export"),
    path("nieuw/", book_views.company_create, name="company_create"),
    path("<int:company_id>/", book_views.company_detail, name="company_detail"),
    path("<int:company_id>/wijzigen/", book_views.company_change, name="company_change"),
    path("<int:company_id>/noteren/", book_views.company_note, name="company_note"),
    path("<int:company_id>/mailen/", mail_views.company_mail, name="company_mail"),
    path("<int:company_id>/verwijderen/", book_views.company_erase, name="company_erase"),
]
