"""Pages of long lists."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class Counted(Paginator):
    """Pages of a list whose length is known already."""

    def __init__(self, found, size: int, number: int) -> None:
        super().__init__(found, size)
        self.number = number

    @cached_property
    def count(self) -> int:
        return self.number
