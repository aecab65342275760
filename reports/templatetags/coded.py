"""Texts about data, in which a word of a program stands between backticks."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def coded(text: object) -> SafeString:
    """What stands between two backticks as code, the rest as text."""
    parts = str(text).split("`")
    return format_html_join("", "{}", ((format_html("<code>{}</code>", part) if number % 2 else part,)
                            for number, part in enumerate(parts)))  # fmt: skip
