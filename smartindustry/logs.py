"""One JSON line per action: action, object, result, origin, actor, time. No secrets, no personal data."""

import json
import logging
import traceback
from datetime import UTC, datetime

FIELDS = ("action", "object", "result", "origin", "actor")
log = logging.getLogger("portal.action")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {"time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")}
        line |= {field: getattr(record, field) for field in FIELDS if hasattr(record, field)}
        if "action" not in line:
            line |= {"level": record.levelname, "logger": record.name, "message": _message(record)}
        if record.exc_info and record.exc_info[1]:
            line["error"] = _without_words(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Django writes the address of a request that fails; some addresses open something by themselves."""
    request = getattr(record, "request", None)
    if request is None:
        return record.getMessage()
    match = getattr(request, "resolver_match", None)
    return record.getMessage().replace(request.path, match.route if match else "(no such page)")


def _without_words(error: BaseException) -> str:
    """Which error and where, and what caused it. Not what it says: databases and mail servers quote what they got."""
    found, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = "".join(traceback.format_tb(error.__traceback__))
        found.append(f"{frames}{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(reversed(found))


def write(*, action: str, object: str, result: str, origin: str, actor: str) -> None:  # noqa: A002 -- the field's name
    """Write the line of one action. `actor` is an opaque id, `origin` says from where (web, worker, command)."""
    fields = {"action": action, "object": object, "result": result, "origin": origin, "actor": actor}
    log.info("%s", action, extra=fields)
