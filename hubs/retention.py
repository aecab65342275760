"""How long the desk keeps what companies send. The job and the privacy page read these same terms."""

REQUEST_MONTHS = 24
"""After this many months since it came in, a request loses everything personal."""
