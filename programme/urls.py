from django.urls import path

from programme import views

app_name = "programme"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("projecten/<slug:slug>/", views.project_detail, name="project_detail"),
    path("transformaties/", views.transformation_list, name="transformation_list"),
    path("transformaties/<slug:slug>/", views.transformation_detail, name="transformation_detail"),
    path("instrumenten/", views.instrument_list, name="instrument_list"),
    path("instrumenten/<slug:slug>/", views.instrument_detail, name="instrument_detail"),
    path("partners/", views.partner_list, name="partner_list"),
    path("bronnen/", views.source_list, name="source_list"),
    path("cijfers/", views.figure_list, name="figure_list"),
    path("cijfers/cijfers.csv", views.figure_export, name="figure_export"),
]
