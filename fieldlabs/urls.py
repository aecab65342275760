from django.urls import path

from fieldlabs.views import public, staff

app_name = "fieldlabs"
urlpatterns = [
    path("", public.fieldlab_list, name="fieldlab_list"),
    path("beheer/", staff.staff_list, name="staff_list"),
    path("nieuw/", staff.fieldlab_register, name="fieldlab_register"),
    path("erkenning/", staff.decision_queue, name="decision_queue"),
    path("<slug:slug>/", public.fieldlab_detail, name="fieldlab_detail"),
    path("<slug:slug>/wijzigen/", staff.fieldlab_change, name="fieldlab_change"),
    path("<slug:slug>/indienen/", staff.fieldlab_submit, name="fieldlab_submit"),
    path("<slug:slug>/besluit/", staff.fieldlab_decide, name="fieldlab_decide"),
]
