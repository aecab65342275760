from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SmartindustryConfig(AppConfig):
    name = "smartindustry"

    def ready(self) -> None:
        # Job handlers register themselves on import; the web process adds jobs, so it must know them too.
        autodiscover_modules("tasks")
        # So do the figures that an app counts for the page of the programme.
        autodiscover_modules("counted")
