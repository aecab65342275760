"""Budget decisions, schemes, mandates and waivers."""

from django.urls import path

from funding.views import schemes

urlpatterns = [
    path("regelingen/", schemes.scheme_list, name="scheme_list"),
    path("regelingen/nieuw/", schemes.scheme_create, name="scheme_create"),
    path("regelingen/<slug:key>/versie/", schemes.scheme_version_create, name="scheme_version_create"),
    path("regelingen/<slug:key>/pot/", schemes.pool_create, name="pool_create"),
]
