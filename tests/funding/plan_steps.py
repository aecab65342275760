"""The pages of plans, for tests: their addresses and what a browser sends to them."""

import re

from django.urls import reverse

from funding import plan_content
from tests.funding.written import fresh


def url(name, plan, **more) -> str:
    return reverse(f"funding:plan_{name}", kwargs={"plan": plan.pk, **more})


def text_of(answer) -> str:
    """The page's main part without tags, blanks made one."""
    html = answer.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def base_of(version, section) -> str:
    return plan_content.digest(fresh(version), section)


def form_of(version, section, *given, **fields) -> dict[str, str]:
    """What a browser sends for a section with these rows."""
    data = {"base": base_of(version, section), "save": "1", **fields}
    data |= {"rows-TOTAL_FORMS": str(len(given)), "rows-INITIAL_FORMS": "0"}
    return data | {f"rows-{number}-{name}": value for number, row in enumerate(given) for name, value in row.items()}


ADVICE = {"name": "Advies", "kind": "support", "cost": "200.000", "description": ""}
BLANK = {"name": "", "kind": "", "cost": "", "description": ""}
