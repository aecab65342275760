"""Annexes for tests: freezing a view as its page does, and rows as the application could write them."""

import csv
import hashlib
import io
import re
import uuid
from datetime import date
from html import unescape

from django.urls import reverse
from django.utils import timezone

from funding.models import Award
from reports import actions, frozen, moment
from reports.models import Annex, AnnexFile
from reports.reading import Moment
from tests.rows import statement

DAY = date(2018, 6, 1)
VIEWS = sorted(frozen.FREEZABLE)
ALLOTTED = {"groep": "lines", "rij": "regional", "maat": "allotted", "op": "2018-06-01"}
ASKED = {"difference": {"van": "2018-01-01"}, "figure": ALLOTTED, "entries": ALLOTTED}
"""Of a view that says nothing until something is asked."""


def asked(view):
    """What can be asked of a view; of the award: the first one there is."""
    if view == "award":
        return {"nummer": Award.objects.earliest("pk").number}
    return ASKED.get(view, {})


def url(name, **kwargs):
    return reverse(f"reports:{name}", kwargs=kwargs)


def freeze(by, view="budget", query=None, **changes):
    at = Moment(moment.known(), DAY)
    reading = frozen.read(view, query or asked(view), at)
    fields = {"title": "Stand van het geld", "question": "Waar staat de € 2,8 miljoen?", "key": uuid.uuid4()}
    return actions.freeze(by=by, view=view, view_title="Beeld", reading=reading, moment=at, **{**fields, **changes})


def rows_of(content):
    """Without the quote that keeps a program from running a text (ui/spreadsheet.py)."""
    rows = csv.DictReader(io.StringIO(bytes(content).decode("utf-8-sig"), newline=""))
    return [{name: value.removeprefix("'") for name, value in row.items()} for row in rows]


def text(fragment):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


def values(person, **changes):
    content = b"a,b\r\n"
    fields = {"title": "x", "question": "y", "view": "budget", "made_on": DAY, "valid_on": DAY, "csv": content}
    fields |= {"content": {}, "known_at": timezone.now(), "sha256": hashlib.sha256(content).hexdigest()}
    return {**fields, "recorded_by_id": person.pk, "recorded_at": timezone.now(), **changes}


def inserting(person, **changes):
    sql, parameters = statement(Annex, **values(person, **changes))
    return (sql, *parameters)


def file_of(annex, content=b"abc", **changes):
    fields = {"annex_id": annex.pk, "format": "pdf", "content": content, "size": len(content)}
    fields |= {"sha256": hashlib.sha256(content).hexdigest(), "recorded_at": timezone.now()}
    sql, parameters = statement(AnnexFile, **{**fields, "recorded_by_id": annex.recorded_by_id, **changes})
    return (sql, *parameters)
