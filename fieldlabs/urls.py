from django.urls import path

from fieldlabs import import_urls, row_urls
from fieldlabs.views import (
    chooser,
    compare,
    confirmation,
    photos,
    proposals,
    public,
    row_proposals,
    staff,
    standing,
    writing,
)

app_name = "fieldlabs"
urlpatterns = [
    path("", public.fieldlab_list, name="fieldlab_list"),
    path("beheer/", staff.staff_list, name="staff_list"),
    path("nieuw/", staff.fieldlab_register, name="fieldlab_register"),
    path("erkenning/", staff.decision_queue, name="decision_queue"),
    *row_urls.urlpatterns,
    *import_urls.urlpatterns,
    path("vergelijken/", compare.fieldlab_compare, name="fieldlab_compare"),
    path("vergelijken/vergelijking.csv", compare.fieldlab_compare_export, name="fieldlab_compare_export"),
    path("keuzehulp/", chooser.fieldlab_chooser, name="fieldlab_chooser"),
    path("<slug:slug>/", public.fieldlab_detail, name="fieldlab_detail"),
    # Filling in, and what happens to it.
    path("bevestigen/<str:token>/", confirmation.fieldlab_confirm, name="fieldlab_confirm"),
    path("fotos/<int:photo_id>/", photos.photo, name="photo"),
    path("<slug:slug>/bewerken/", writing.fieldlab_edit, name="fieldlab_edit"),
    path("<slug:slug>/fotos/", photos.photo_list, name="photo_list"),
    path("<slug:slug>/fotos/nieuw/", photos.photo_add, name="photo_add"),
    path("<slug:slug>/fotos/<int:photo_id>/", photos.photo_change, name="photo_change"),
    path("<slug:slug>/fotos/<int:photo_id>/verwijderen/", photos.photo_remove, name="photo_remove"),
    path("<slug:slug>/bewerken/<slug:path>/", writing.fieldlab_section, name="fieldlab_section"),
    path("<slug:slug>/geschiedenis/", standing.fieldlab_history, name="fieldlab_history"),
    path("<slug:slug>/openbaar/", standing.fieldlab_publish, name="fieldlab_publish"),
    path("<slug:slug>/van-de-lijst/", standing.fieldlab_take_off, name="fieldlab_take_off"),
    path("<slug:slug>/sluiten/", standing.fieldlab_close, name="fieldlab_close"),
    path("<slug:slug>/heropenen/", standing.fieldlab_reopen, name="fieldlab_reopen"),
    path("<slug:slug>/bevestigen/", confirmation.fieldlab_confirm_now, name="fieldlab_confirm_now"),
    path("<slug:slug>/bevestiging-vragen/", confirmation.confirmation_ask, name="confirmation_ask"),
    path("<slug:slug>/voorstellen/", proposals.proposal_list, name="proposal_list"),
    path("<slug:slug>/voorstellen/<int:proposal_id>/", proposals.proposal_detail, name="proposal_detail"),
    path("<slug:slug>/voorstellen/<int:proposal_id>/besluit/", proposals.proposal_decide, name="proposal_decide"),
    path("<slug:slug>/voorstellen/nieuw/<slug:path>/", proposals.proposal_write, name="proposal_write"),
    path("<slug:slug>/voorstellen/rijen/<slug:path>/", row_proposals.proposal_rows, name="proposal_rows"),
    path("<slug:slug>/voorstellen/rijen/<slug:path>/nieuw/", row_proposals.proposal_row_add, name="proposal_row_add"),
    path(
        "<slug:slug>/voorstellen/rijen/<slug:path>/<int:pk>/",
        row_proposals.proposal_row_change,
        name="proposal_row_change",
    ),
    path(
        "<slug:slug>/voorstellen/rijen/<slug:path>/<int:pk>/verwijderen/",
        row_proposals.proposal_row_remove,
        name="proposal_row_remove",
    ),
    path("<slug:slug>/indienen/", staff.fieldlab_submit, name="fieldlab_submit"),
    path("<slug:slug>/besluit/", staff.fieldlab_decide, name="fieldlab_decide"),
]
