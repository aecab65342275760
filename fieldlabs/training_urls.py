"""Skillslabs and trainings: the public lists, and the pages on which hubs keep them."""

from django.urls import path

from fieldlabs.views import skillslab_staff, training, training_staff

urlpatterns = [
    path("skillslabs/", training.skillslab_list, name="skillslab_list"),
    path("skillslabs/skillslabs.csv", training.skillslab_export, name="skillslab_export"),
    path("fieldlabs/<slug:slug>/skillslab/", skillslab_staff.skillslab_edit, name="skillslab_edit"),
    path("fieldlabs/<slug:slug>/skillslab/sluiten/", skillslab_staff.skillslab_close, name="skillslab_close"),
    path("fieldlabs/<slug:slug>/skillslab/heropenen/", skillslab_staff.skillslab_reopen, name="skillslab_reopen"),
    path("trainingen/", training.training_list, name="training_list"),
    path("trainingen/beheer/", training_staff.training_staff_list, name="training_staff_list"),
    path("trainingen/beheer/trainingen.csv", training_staff.training_export, name="training_export"),
    path("trainingen/nieuw/", training_staff.training_create, name="training_create"),
    path("trainingen/<slug:slug>/", training.training_detail, name="training_detail"),
    path("trainingen/<slug:slug>/beheer/", training_staff.training_manage, name="training_manage"),
    path("trainingen/<slug:slug>/wijzigen/", training_staff.training_change, name="training_change"),
    path("trainingen/<slug:slug>/openbaar/", training_staff.training_publish, name="training_publish"),
    path("trainingen/<slug:slug>/van-de-lijst/", training_staff.training_withdraw, name="training_withdraw"),
    path("trainingen/<slug:slug>/einde/", training_staff.training_end, name="training_end"),
    path("trainingen/<slug:slug>/verder/", training_staff.training_resume, name="training_resume"),
    path("trainingen/<slug:slug>/data/", training_staff.trainingdate_add, name="trainingdate_add"),
    path(
        "trainingen/<slug:slug>/data/<int:date_id>/weg/",
        training_staff.trainingdate_remove,
        name="trainingdate_remove",
    ),
    path(
        "trainingen/<slug:slug>/data/<int:date_id>/deelnemers/",
        training_staff.trainingdate_participants,
        name="trainingdate_participants",
    ),
]
