"""All addresses of the money, one module for each kind of work. Paths are Dutch in both languages."""

from funding.urls import awards, books, budget, match, payments, plans, review

app_name = "funding"
urlpatterns = [
    *plans.urlpatterns,
    *review.urlpatterns,
    *awards.urlpatterns,
    *payments.urlpatterns,
    *match.urlpatterns,
    *books.urlpatterns,
    *budget.urlpatterns,
]
