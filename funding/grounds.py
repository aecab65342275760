"""On which legal grounds an award is lowered, withdrawn or changed (Awb title 4.2)."""

from funding.models import LegalGround

LOWER = (
    LegalGround.NOT_DONE,
    LegalGround.DUTIES,
    LegalGround.WRONG_FACTS,
    LegalGround.SHOULD_HAVE_KNOWN,
)
"""The only grounds to settle lower than was granted (Awb 4:46, second paragraph)."""
BEFORE = (LegalGround.BEFORE_SETTLEMENT, LegalGround.CHANGED_VIEW)
AFTER = (LegalGround.AFTER_SETTLEMENT,)
