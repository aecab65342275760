"""A draft as a file: written by the portal, signed by it, and read back into a run. Holds no name or address.

Who edits the file is told so: answers must come from the questions, whose texts the signature does not protect.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from assessments.questionnaire import Questionnaire
from assessments.scan import Scan
from assessments.scoring import NoLevel

FORMAT, FORMAT_VERSION = "smart-industry-self-assessment", 1
MOST_BYTES = 64 * 1024


class Unreadable(Exception):
    """A file that cannot be used. `code` is for programs and tests, `message` a sentence for the person."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True)
class Draft:
    """What a file holds: the run it came from, and answers and screens to make it anew."""

    run: uuid.UUID
    depth: str
    language: str
    answers: Mapping[str, tuple[int | NoLevel, int | None]]
    context: Mapping[str, object]


def write(scan: Scan) -> bytes:
    """The file of a draft, readable for people too."""
    run = scan.run
    content = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "questionnaire": run.questionnaire,
        "version": run.version,
        "digest": scan.questions.digest,
        "depth": run.depth,
        "language": run.language,
        "run": str(run.pk),
        "answers": {
            question_id: {"answer": value, "ambition": scan.ambitions.get(question_id)}
            for question_id, value in sorted(scan.answers.items())
        },
        "context": {
            "answered_screens": run.answered_screens,
            "size": run.size_id,
            "sector": run.sector_id,
            "place": run.place_id,
            "province": run.province_id,
            "goals": run.goals,
            "role": run.role,
        },
    }
    signed = {**content, "signature": _signature(content)}
    return json.dumps(signed, ensure_ascii=False, indent=2).encode()


def read(data: bytes, current: Questionnaire) -> Draft:
    """Raises Unreadable: huge, not_json, not_ours, old_format, edited, old_version."""
    content = _content(data)
    if not _is_signed(content, content.pop("signature", "")):
        raise Unreadable("edited", _("This file has been changed since you downloaded it. Use the file as it was."))
    if content["format_version"] != FORMAT_VERSION:
        raise Unreadable("old_format", _("This file is of an older portal that we can no longer read."))
    if (content["questionnaire"], content["digest"]) != (current.slug, current.digest):
        sentence = _(
            "This file is of version %(old)s of the questions; now we ask version %(new)s. Please start again."
        )
        raise Unreadable("old_version", sentence % {"old": content["version"], "new": current.version})
    return Draft(
        run=uuid.UUID(content["run"]),
        depth=content["depth"],
        language=content["language"],
        answers={key: (_value(one["answer"]), one["ambition"]) for key, one in content["answers"].items()},
        context=content["context"],
    )


def _is_signed(content: Mapping[str, object], signature: object) -> bool:
    try:
        return constant_time_compare(str(signature), _signature(content))
    except UnicodeEncodeError:  # half a character, as "\ud800" is: no signature of ours has it
        return False


def _content(data: bytes) -> dict[str, object]:
    if len(data) > MOST_BYTES:
        raise Unreadable("huge", _("This file is too large: a self-assessment has at most 64 kilobytes."))
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        raise Unreadable("not_json", _("We cannot read this file. Choose the file that you downloaded here.")) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Unreadable("not_ours", _("This is not a file of this self-assessment. Choose the file from this portal."))
    return content


def _value(text: object) -> int | NoLevel:
    return text if isinstance(text, int) else NoLevel(str(text))


def _signature(content: Mapping[str, object]) -> str:
    """Under a key of this portal; of the content, not of how it is written."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return salted_hmac("assessments.file", canonical, algorithm="sha256").hexdigest()
