"""Addresses of what a hub writes: its page and people, and its cases and articles."""

from django.urls import path

from hubs import article_staff_views, article_views, draft_views, hub_staff_views, member_views, staff_list_views

hubs = [
    path("bewerken/", hub_staff_views.hub_edit, name="hub_edit"),
    path("partners/nieuw/", hub_staff_views.hub_partner_add, name="hub_partner_add"),
    path("partners/<int:partner_id>/", hub_staff_views.hub_partner_change, name="hub_partner_change"),
    path("partners/<int:partner_id>/verwijderen/", hub_staff_views.hub_partner_remove, name="hub_partner_remove"),
    path("mensen/", member_views.member_list, name="member_list"),
    path("mensen/uitnodigen/", member_views.member_invite, name="member_invite"),
    path("mensen/uitnodiging/<int:invitation_id>/", member_views.member_withdraw, name="member_withdraw"),
    path("mensen/rol/<int:holding_id>/", member_views.member_end, name="member_end"),
]
articles = [
    path("", article_views.article_list, name="article_list"),
    path("feed/", article_views.article_feed, name="article_feed"),
    path("beheer/", staff_list_views.article_manage, name="article_manage"),
    path("beheer/artikelen.csv", staff_list_views.article_manage_export, name="article_manage_export"),
    path("nieuw/", article_staff_views.article_create, name="article_create"),
    path("<slug:slug>/", article_views.article_detail, name="article_detail"),
    path("<slug:slug>/wijzigen/", article_staff_views.article_change, name="article_change"),
    path("<slug:slug>/verwijderen/", draft_views.article_remove, name="article_remove"),
    path("<slug:slug>/publiceren/", article_staff_views.article_publish, name="article_publish"),
]
