"""Addresses of events. `key`, so that it stays out of the log: it opens somebody's registration by itself."""

from django.urls import path

from hubs import (
    draft_views,
    event_people_views,
    event_staff_views,
    event_views,
    registration_views,
    staff_list_views,
    staff_registration_views,
)

events = [
    path("", event_views.event_list, name="event_list"),
    path("agenda.ics", event_views.event_feed, name="event_feed"),
    path("beheer/", staff_list_views.event_manage, name="event_manage"),
    path("beheer/bijeenkomsten.csv", staff_list_views.event_manage_export, name="event_manage_export"),
    path("nieuw/", event_staff_views.event_create, name="event_create"),
    path("<slug:slug>/", event_views.event_detail, name="event_detail"),
    path("<slug:slug>/agenda.ics", event_views.event_calendar, name="event_calendar"),
    path("<slug:slug>/aanmelden/", registration_views.event_register, name="event_register"),
    path("<slug:slug>/aanmeldingen/", event_people_views.event_people, name="event_people"),
    path("<slug:slug>/aanmeldingen.csv", event_people_views.event_export, name="event_export"),
    path("<slug:slug>/aanmeldingen/nieuw/", staff_registration_views.event_put_down, name="event_put_down"),
    path(
        "<slug:slug>/aanmeldingen/<int:registration_id>/afmelden/",
        staff_registration_views.event_take_off,
        name="event_take_off",
    ),
    path("<slug:slug>/aanwezig/", event_people_views.event_attendance, name="event_attendance"),
    path("<slug:slug>/wijzigen/", event_staff_views.event_change, name="event_change"),
    path("<slug:slug>/verwijderen/", draft_views.event_remove, name="event_remove"),
    path("<slug:slug>/publiceren/", event_staff_views.event_publish, name="event_publish"),
    path("<slug:slug>/afgelasten/", event_staff_views.event_cancel, name="event_cancel"),
    path("<slug:slug>/bericht/", event_staff_views.event_message, name="event_message"),
]
registrations = [
    path("<uuid:key>/", registration_views.registration_state, name="registration_state"),
    path("<uuid:key>/afmelden/", registration_views.registration_cancel, name="registration_cancel"),
    path("<uuid:key>/agenda.ics", registration_views.registration_calendar, name="registration_calendar"),
]
