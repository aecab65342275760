"""The portal's own PostgreSQL and Redis, for a machine that has Python alone. Standard library only."""


class StartError(Exception):
    """A start that cannot succeed; its text is the one sentence that the person sees."""
