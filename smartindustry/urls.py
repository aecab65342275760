"""All addresses. Dutch has no prefix, English has /en/; paths are Dutch in both."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from smartindustry import demo_pages, health, pages
from smartindustry.sitemaps import SITEMAPS

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", pages.security_txt, name="security_txt"),
    path("api/", include("reports.api.urls")),
    *i18n_patterns(
        path("", pages.home, name="home"),
        path("privacy/", pages.privacy, name="privacy"),
        path("toegankelijkheid/", pages.accessibility, name="accessibility"),
        path("contact/", pages.contact, name="contact"),
        path("demo/post/", demo_pages.mail_list, name="demo_mail"),
        path("programma/", include("programme.urls")),
        path("", include("fieldlabs.root_urls")),
        path("", include("hubs.urls")),
        path("zelfscan/", include("assessments.urls")),
        path("taken/", include("jobs.urls")),
        path("ui/", include("ui.urls")),
        path("account/", include("accounts.urls")),
        path("", include("reports.urls")),
        path("", include("funding.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "smartindustry.pages.bad_request"
handler403 = "smartindustry.pages.forbidden"
handler404 = "smartindustry.pages.not_found"
handler500 = "smartindustry.pages.server_error"
handler429 = "accounts.views.too_many_requests"
