"""Addresses of the desks' inbox, and of what is done with one request."""

from django.urls import include, path

from hubs import (
    absence_views,
    desk_views,
    letter_views,
    mail_views,
    open_work_views,
    phone_views,
    request_views,
    work_views,
)

urlpatterns = [
    path("", desk_views.request_list, name="request_list"),
    path("hulpvragen.csv", desk_views.request_export, name="request_export"),
    path("samen/", desk_views.request_bulk, name="request_bulk"),
    path("afwezig/", absence_views.absence_list, name="absence_list"),
    path("afwezig/<int:absence_id>/annuleren/", absence_views.absence_cancel, name="absence_cancel"),
    path("in-handen/<int:person_id>/", open_work_views.open_work_list, name="open_work_list"),
    path("brieven/", letter_views.letter_list, name="letter_list"),
    path("brieven/nieuw/", letter_views.letter_create, name="letter_create"),
    path("brieven/<int:letter_id>/", letter_views.letter_detail, name="letter_detail"),
    path("brieven/<int:letter_id>/wijzigen/", letter_views.letter_change, name="letter_change"),
    path("brieven/<int:letter_id>/archief/", letter_views.letter_archive, name="letter_archive"),
    path("mail/<int:moment_id>/opnieuw/", mail_views.mail_again, name="mail_again"),
    path("bedrijven/", include("hubs.book_urls")),
    path("diensten/", include("hubs.service_urls")),
    path("nieuw/", phone_views.request_by_phone, name="request_by_phone"),
    path("<uuid:request_id>/", request_views.request_detail, name="request_detail"),
    path("<uuid:request_id>/oppakken/", work_views.request_take, name="request_take"),
    path("<uuid:request_id>/terugleggen/", work_views.request_release, name="request_release"),
    path("<uuid:request_id>/toewijzen/", work_views.request_assign, name="request_assign"),
    path("<uuid:request_id>/antwoorden/", work_views.request_answer, name="request_answer"),
    path("<uuid:request_id>/noteren/", work_views.request_note, name="request_note"),
    path("<uuid:request_id>/mailen/", mail_views.request_mail, name="request_mail"),
    path("<uuid:request_id>/verwijzen/", work_views.request_refer, name="request_refer"),
    path("<uuid:request_id>/overdragen/", work_views.request_hand_over, name="request_hand_over"),
    path("<uuid:request_id>/overdracht/aannemen/", work_views.handover_accept, name="handover_accept"),
    path("<uuid:request_id>/overdracht/teruggeven/", work_views.handover_give_back, name="handover_give_back"),
    path("<uuid:request_id>/overdracht/terughalen/", work_views.handover_take_back, name="handover_take_back"),
    path("<uuid:request_id>/samenvoegen/", work_views.request_merge, name="request_merge"),
    path("<uuid:request_id>/sluiten/", work_views.request_close, name="request_close"),
    path("<uuid:request_id>/intrekken/", work_views.request_withdraw_for, name="request_withdraw_for"),
    path("<uuid:request_id>/heropenen/", work_views.request_reopen, name="request_reopen"),
]
