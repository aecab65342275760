from django.urls import path

from reports import annex_views, budget_views, indicator_views, letter_views, money_views, monitor_views, views

app_name = "reports"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("indicatoren/", indicator_views.indicator_list, name="indicator_list"),
    path("indicatoren/uitleg/", indicator_views.indicator_help, name="indicator_help"),
    path("indicatoren/indicatoren.csv", indicator_views.indicator_export, name="indicator_export"),
    path("indicatoren/indicatoren.xlsx", indicator_views.indicator_workbook, name="indicator_workbook"),
    path("geld/", money_views.money, name="money"),
    path("geld/uitleg/", money_views.money_help, name="money_help"),
    path("dashboard/", budget_views.budget_dashboard, name="budget_dashboard"),
    path("dashboard/begroting.csv", budget_views.budget_export, name="budget_export"),
    path("dashboard/begroting.xlsx", budget_views.budget_workbook, name="budget_workbook"),
    path("dashboard/brief/", letter_views.letter_dashboard, name="letter_dashboard"),
    path("dashboard/brief/begroting.csv", letter_views.letter_as_csv, name="letter_export"),
    path("dashboard/monitor/", monitor_views.programme_monitor, name="programme_monitor"),
    path("dashboard/monitor/monitor.csv", monitor_views.monitor_export, name="monitor_export"),
    path("dashboard/monitor/monitor.xlsx", monitor_views.monitor_workbook, name="monitor_workbook"),
    path("bijlagen/", annex_views.annex_list, name="annex_list"),
    path("bijlagen/bijlagen.csv", annex_views.annex_export, name="annex_export"),
    path("bijlagen/nieuw/<slug:view>/", annex_views.annex_create, name="annex_create"),
    path("bijlagen/<str:number>/", annex_views.annex_detail, name="annex_detail"),
    path("bijlagen/<str:number>/bijlage.pdf", annex_views.annex_document, name="annex_document"),
    path("bijlagen/<str:number>/bijlage.xlsx", annex_views.annex_workbook, name="annex_workbook"),
    path("bijlagen/<str:number>/bijlage.csv", annex_views.annex_csv, name="annex_csv"),
    path("bijlagen/<str:number>/maken/", annex_views.annex_make, name="annex_make"),
    path("bijlagen/<str:number>/openbaar/", annex_views.annex_release, name="annex_release"),
    path("bijlagen/<str:number>/controle/", annex_views.annex_compare, name="annex_compare"),
]
