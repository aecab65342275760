from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("tweede-stap/", include("allauth.mfa.urls")),
    path("sessies/", include("allauth.usersessions.urls")),
]
