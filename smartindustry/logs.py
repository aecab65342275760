"""One JSON line per action: action, object, result, origin, actor, time. No secrets, no personal data."""

import json
import logging
from datetime import UTC, datetime

FIELDS = ("action", "object", "result", "origin", "actor")
log = logging.getLogger("portal.action")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {"time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")}
        line |= {field: getattr(record, field) for field in FIELDS if hasattr(record, field)}
        if "action" not in line:
            line |= {"level": record.levelname, "logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def write(*, action: str, object: str, result: str, origin: str, actor: str) -> None:  # noqa: A002 -- the field's name
    """Write the line of one action. `actor` is an opaque id, `origin` says from where (web, worker, command)."""
    fields = {"action": action, "object": object, "result": result, "origin": origin, "actor": actor}
    log.info("%s", action, extra=fields)
