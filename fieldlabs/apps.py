from django.apps import AppConfig


class FieldlabsConfig(AppConfig):
    name = "fieldlabs"
