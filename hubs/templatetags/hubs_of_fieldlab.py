"""`{% load hubs_of_fieldlab %}`: what hubs tell of a Fieldlab, as a tag: its page stands a floor below the hubs."""

from django import template

from hubs import of_fieldlab

register = template.Library()
register.inclusion_tag("hubs/parts/of_fieldlab.html", name="hubs_of_fieldlab")(of_fieldlab.cards)
