"""The journal, and the story of an award."""

from django.urls import path

from funding.views import award_story, awards_public, books_kept, entries, ledger

urlpatterns = [
    path("toekenningen/", awards_public.award_list, name="award_list"),
    path("toekenningen/toekenningen.csv", awards_public.award_export, name="award_export"),
    path("toekenningen/<str:number>/", awards_public.award_detail, name="award_detail"),
    path("toekenningen/<str:number>/dossier/", award_story.award_story, name="award_story"),
    path("grootboek/", ledger.account_list, name="account_list"),
    path("grootboek/grootboek.csv", ledger.account_export, name="account_export"),
    path("grootboek/<int:account>/", ledger.account_detail, name="account_detail"),
    path("grootboek/<int:account>/boekingen.csv", ledger.entry_export, name="entry_export"),
    path("grootboek/periode-sluiten/", books_kept.period_close, name="period_close"),
    path("boekingen/<int:entry>/", entries.entry_detail, name="entry_detail"),
    path("boekingen/<int:entry>/corrigeren/", books_kept.entry_correct, name="entry_correct"),
]
