from django.urls import path

from fieldlabs import staff_views, views

app_name = "fieldlabs"
urlpatterns = [
    path("", views.fieldlab_list, name="fieldlab_list"),
    path("beheer/", staff_views.staff_list, name="staff_list"),
    path("nieuw/", staff_views.fieldlab_register, name="fieldlab_register"),
    path("erkenning/", staff_views.decision_queue, name="decision_queue"),
    path("<slug:slug>/", views.fieldlab_detail, name="fieldlab_detail"),
    path("<slug:slug>/wijzigen/", staff_views.fieldlab_change, name="fieldlab_change"),
    path("<slug:slug>/indienen/", staff_views.fieldlab_submit, name="fieldlab_submit"),
    path("<slug:slug>/besluit/", staff_views.fieldlab_decide, name="fieldlab_decide"),
]
