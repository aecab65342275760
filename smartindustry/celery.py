"""Where the worker and the scheduler enter: `celery -A smartindustry worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartindustry.settings")
app = Celery("smartindustry")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
