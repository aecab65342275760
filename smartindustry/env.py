"""Environment variables, strictly typed. A wrong or missing one ends the start with one sentence."""

import os
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

REQUIRED = object()


def fail(sentence: str) -> SystemExit:
    """The one way a wrong setting is told: a sentence on standard error, exit status 1."""
    return SystemExit(f"Settings: {sentence}")


def text(name: str, default: object = REQUIRED) -> str:
    """Value of NAME, or the content of the file that NAME_FILE points to (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise fail(f"{name}_FILE points to {path}, which cannot be read ({error.strerror}).") from error
    else:
        value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is REQUIRED:
        raise fail(f"{name} is missing. Set {name}, or {name}_FILE to a file that holds it.")
    return default  # type: ignore[return-value]


def boolean(name: str, default: bool) -> bool:
    """Only "true" and "false" are accepted, so that DEBUG=no cannot mean yes."""
    value = text(name, "true" if default else "false").lower()
    if value not in {"true", "false"}:
        raise fail(f"{name} must be true or false, not {value!r}.")
    return value == "true"


def integer(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise fail(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def choice(name: str, choices: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in choices:
        raise fail(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def items(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def day(name: str) -> date | None:
    """A date as 2018-03-01, or None when the variable is not set."""
    value = text(name, "")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise fail(f"{name} must be a date such as 2018-03-01, not {value!r}.") from error


def reply_address(name: str, default: str) -> str:
    """An address such as antwoord@portal.example, to which `+` and a key of 43 signs can be added; "" is none."""
    value = text(name, default).lower()
    if value and not re.fullmatch(r"[a-z0-9._-]{1,20}@[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?", value):
        raise fail(f"{name} must be an address such as antwoord@portal.example, with 20 signs at most before the @.")
    return value


# For short questions on data that lie in memory: reading a row through an index costs hardly more than reading on,
# and compiling a query or starting helpers for it takes longer than the query.
PLANNER = "-c random_page_cost=1.1 -c work_mem=16MB -c jit=off -c max_parallel_workers_per_gather=0"


def database(name: str, url: str) -> dict[str, object]:
    """Django's settings for `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme not in {"postgres", "postgresql"} or not parts.hostname or not parts.path.strip("/"):
        raise fail(f"{name} must look like postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname,
        "PORT": str(port or 5432),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "application_name": "smartindustry", "options": PLANNER},
    }


def mail(url: str) -> dict[str, object]:
    """Django's mail settings for `smtp://user:password@host:587` (STARTTLS) or `smtps://…` (TLS)."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise fail("EMAIL_URL must look like smtp://user:password@host:587.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }
