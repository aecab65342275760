"""Addresses of a company's own request. `key`, so that it stays out of the log: it opens the request by itself."""

from django.urls import path

from hubs import company_views

urlpatterns = [
    path("<uuid:key>/", company_views.request_state, name="request_state"),
    path("<uuid:key>/schrijven/", company_views.request_reply, name="request_reply"),
    path("<uuid:key>/intrekken/", company_views.request_withdraw, name="request_withdraw"),
]
