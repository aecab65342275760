"""Addresses of the companies that a desk knows."""

from django.urls import path

from hubs import book_views, list_views, mail_views

urlpatterns = [
    path("", book_views.company_list, name="company_list"),
    path("bedrijven.csv", book_views.company_export, name="company_export"),
    path("nieuw/", book_views.company_create, name="company_create"),
    path("inlezen/", list_views.company_import_list, name="company_import_list"),
    path("inlezen/nieuw/", list_views.company_import_start, name="company_import_start"),
    path("inlezen/<uuid:key>/", list_views.company_import_preview, name="company_import_preview"),
    path("inlezen/<uuid:key>/kolommen/", list_views.company_import_map, name="company_import_map"),
    path("inlezen/<uuid:key>/rijen/<int:number>/", list_views.company_import_row, name="company_import_row"),
    path("inlezen/<uuid:key>/bevestigen/", list_views.company_import_confirm, name="company_import_confirm"),
    path("<int:company_id>/", book_views.company_detail, name="company_detail"),
    path("<int:company_id>/wijzigen/", book_views.company_change, name="company_change"),
    path("<int:company_id>/noteren/", book_views.company_note, name="company_note"),
    path("<int:company_id>/mailen/", mail_views.company_mail, name="company_mail"),
    path("<int:company_id>/verwijderen/", book_views.company_erase, name="company_erase"),
]
