from django.urls import include, path

from hubs import asking_views, content_urls, event_urls, views

# Three rooms, one namespace: the public pages, the inbox of the desks, and the company's own link.
app_name = "hubs"
urlpatterns = [
    path("hubs/", views.hub_list, name="hub_list"),
    path("hubs/<slug:region>/", views.hub_detail, name="hub_detail"),
    path("hubs/<slug:region>/", include(content_urls.hubs)),
    path("kennis/", include(content_urls.articles)),
    path("evenementen/", include(event_urls.events)),
    path("aanmelding/", include(event_urls.registrations)),
    path("bureau/", include("hubs.desk_urls")),
    path("hulp-vragen/", asking_views.request_create, name="request_create"),
    path("hulpvraag/", include("hubs.company_urls")),
]
