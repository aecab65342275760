"""The read-only API under /api/v1, shaped to the NL GOV API Design Rules 2.1."""
