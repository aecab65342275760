"""/healthz: which part is down. For probes and people; holds no secrets."""

import time

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from accounts.access import public


@public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the portal can answer, 503 when the database is gone. Redis may be away: work then waits."""
    parts = {"database": _database(), "queue": _queue()}
    status = 200 if parts["database"] == "up" else 503
    return JsonResponse({"status": "up" if status == 200 else "down", "parts": parts}, status=status)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "down"
    return "up"


def _queue() -> str:
    if not settings.REDIS_URL:
        return "not used"
    started = time.monotonic()
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as client:
            client.ping()
    except redis.RedisError:
        return "down"
    return "up" if time.monotonic() - started < 1 else "slow"
