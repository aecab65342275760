"""What the portal fills in where a letter says so: a closed list of fields. Pure."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

# Field → what it stands for.
FIELDS = {
    "company": _("name of the company"),
    "name": _("name of the person you write to"),
    "me": _("your own name"),
    "hub": _("name of your desk"),
    "link": _("address of the company's own page with its question; only in the text"),
}
LINK = "{{link}}"
# The only field that is filled in when the letter is sent: whoever has that address has the request.
LATE = ("link",)
NOT_IN_SUBJECT = ("link",)
_FIELD = re.compile(r"\{\{([a-z]+)\}\}")


def faults(text: str, *, subject: bool = False) -> list[str]:
    """What stands between braces and is no field, in order, each once; a brace alone counts too."""
    allowed = [name for name in FIELDS if not (subject and name in NOT_IN_SUBJECT)]
    rest = re.sub(rf"\{{\{{(?:{'|'.join(allowed)})\}}\}}", "", text)
    return list(dict.fromkeys(re.findall(r"\{+[^{}\n]{0,40}\}*|\}+", rest)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with these fields filled in; others stay as they are. What is filled in is not read again."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), text)


def one_line(text: str) -> str:
    """Without line ends and control characters: nothing in a header starts another one."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
