"""`{% load hubs_prose %}`: what people typed, in blocks."""

from django import template

from hubs import prose

register = template.Library()
register.filter("blocks", prose.blocks)
