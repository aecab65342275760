"""Budget decisions, schemes, mandates and waivers."""

from django.urls import path

from funding.views import budget, mandates, schemes

urlpatterns = [
    path("begroting/", budget.budget_list, name="budget_list"),
    path("begroting/besluit/<slug:kind>/", budget.budget_decide, name="budget_decide"),
    path("begroting/reservering/<int:reservation>/vrijgeven/", budget.reservation_release, name="reservation_release"),
    path("begroting/besluiten/", budget.budget_history_list, name="budget_history"),
    path("begroting/besluiten.csv", budget.budget_history_export, name="budget_history_export"),
    path("regelingen/", schemes.scheme_list, name="scheme_list"),
    path("regelingen/nieuw/", schemes.scheme_create, name="scheme_create"),
    path("regelingen/<slug:key>/versie/", schemes.scheme_version_create, name="scheme_version_create"),
    path("regelingen/<slug:key>/pot/", schemes.pool_create, name="pool_create"),
    path("mandaten/", mandates.mandate_list, name="mandate_list"),
    path("mandaten/nieuw/", mandates.mandate_give, name="mandate_give"),
    path("mandaten/<int:mandate>/intrekken/", mandates.mandate_end, name="mandate_end"),
    path("uitzonderingen/", mandates.waiver_list, name="waiver_list"),
    path("uitzonderingen/nieuw/", mandates.waiver_give, name="waiver_give"),
]
