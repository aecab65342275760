"""Plans as the ministry reviews and decides on them."""

from django.urls import path

from funding.views import letters, proposals, queue, review, review_panel  # noqa: F401 -- adds its panel to the plan

urlpatterns = [
    path("plannen/ministerie/", review.plan_inbox, name="plan_inbox"),
    path("plannen/ministerie.csv", review.plan_inbox_export, name="plan_inbox_export"),
    path("plannen/<int:plan>/in-behandeling/", review.plan_take_up, name="plan_take_up"),
    path("plannen/<int:plan>/opmerkingen/", review.plan_remark, name="plan_remark"),
    path("plannen/<int:plan>/terugsturen/", review.plan_return, name="plan_return"),
    path("plannen/<int:plan>/voorstel/<str:kind>/", proposals.proposal_create, name="proposal_create"),
    path("voorstellen/<int:proposal>/", proposals.proposal_detail, name="proposal_detail"),
    path("beslissen/", queue.decision_queue, name="decision_queue"),
    path("brieven/<int:letter>/", letters.letter_file, name="letter_file"),
]
