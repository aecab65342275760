"""What a company agrees to when it asks for help. A changed text is a new version, and the old ones stay here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CURRENT = "2026-11"

TEXTS: dict[str, Promise] = {
    "2026-11": _(
        "I agree that Smart Industry gives my details, my question and the data shown above to this desk, "
        "so that the desk can answer me. I can withdraw this at any time."
    ),
}
