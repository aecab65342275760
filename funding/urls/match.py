"""Co-funding: pledges and their confirmation."""

from django.urls import path

from funding.views import match, pledge

urlpatterns = [
    path("cofinanciering/", match.pledge_list, name="pledge_list"),
    path("cofinanciering/cofinanciering.csv", match.pledge_export, name="pledge_export"),
    path("cofinanciering/nieuw/", match.pledge_claim, name="pledge_claim"),
    path("cofinanciering/<int:pledge>/", pledge.pledge_detail, name="pledge_detail"),
    path("cofinanciering/<int:pledge>/bedrag/", pledge.pledge_amount, name="pledge_amount"),
    path("cofinanciering/<int:pledge>/bevestigen/<str:kind>/", pledge.pledge_confirm, name="pledge_confirm"),
    path("cofinanciering/<int:pledge>/intrekken/", pledge.pledge_withdraw, name="pledge_withdraw"),
]
