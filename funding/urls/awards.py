"""What follows an award: evidence, settlement, objection."""

from django.urls import path

from funding.views import award_decisions, awards, rulings

urlpatterns = [
    path("toekenningen/<str:number>/verloop/", awards.award_follow, name="award_follow"),
    path("toekenningen/<str:number>/verantwoording/<int:duty>/", awards.delivery_create, name="delivery_create"),
    path("toekenningen/<str:number>/uitstel/<int:duty>/", awards.duty_extend, name="duty_extend"),
    path("toekenningen/<str:number>/beoordeling/<int:delivery>/", awards.judgement_create, name="judgement_create"),
    path("toekenningen/<str:number>/voorstel/<str:kind>/", award_decisions.award_propose, name="award_propose"),
    path("brieven/<int:letter>/bezwaar/", award_decisions.objection_create, name="objection_create"),
    path("bezwaren/<int:objection>/", award_decisions.objection_detail, name="objection_detail"),
    path("bezwaren/<int:objection>/voorstel/", award_decisions.objection_answer, name="objection_answer"),
    path("brieven/<int:letter>/uitspraak/", rulings.ruling_create, name="ruling_create"),
    path("uitspraken/<int:ruling>/", rulings.ruling_detail, name="ruling_detail"),
    path("uitspraken/<int:ruling>/voorstel/", rulings.ruling_answer, name="ruling_answer"),
]
