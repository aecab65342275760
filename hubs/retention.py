"""How long the desk keeps what companies send. The job and the privacy page read these same terms."""

REQUEST_MONTHS = 24
"""After this many months since it came in, a request loses everything personal."""

EVENT_MONTHS = 6
"""So many months after an event ended, the registrations for it lose everything personal."""

CANCELLED_DAYS = 14
"""So many days after somebody cancelled, the same."""

COMPANY_MONTHS = 24
"""After this many months without contact a desk forgets a company, unless a request of it is open."""

LIST_DAYS = 14
"""So long a list of companies that a desk brought in and did not finish is kept."""

SET_ASIDE_DAYS = 30
"""So many days after a desk set an e-mail to its own address aside, nothing personal of it is left."""

WAITING_MAIL_MONTHS = 6
"""An e-mail to a desk with which nobody did anything is emptied after so many months."""
