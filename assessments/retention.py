"""How long the self-assessment keeps what. The job, the privacy page and the tests read these same terms."""

DRAFT_DAYS = 30
"""A scan that nobody went on with is deleted, this long after the last answer; only a count stays."""

TEXT_MONTHS = 24
"""After this time a finished scan outside an account loses its remark, and every finished scan its origin."""

UNCONFIRMED_DAYS = 30
"""An address that nobody confirmed, or that the mail server refused, is removed."""

CONTACT_MONTHS = 24
"""A confirmed address is removed this long after the scan was finished …"""

INVITED_MONTHS = 27
"""… or, for who wants to be invited, when the link in the second invitation no longer works."""

REPORT_DAYS = 7
"""A report can be made anew at any time."""

SHARE_DAYS = 30
"""A link to share the result is forgotten this long after it expired."""
