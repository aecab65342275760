"""The top floor: settings, addresses, start-up, demo data. Knows every app and is known by none."""

from smartindustry.celery import app as celery_app

__all__ = ["celery_app"]
