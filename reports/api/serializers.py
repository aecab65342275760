"""The columns of a dataset as serializers, from which the contract is written; rows are plain already."""

from functools import cache

from rest_framework import serializers

from reports.datasets.columns import (
    BOOLEAN,
    CODE,
    DATE,
    DECIMAL,
    INTEGER,
    LIST,
    MOMENT,
    POSITION,
    TEXT,
    URL,
    Column,
    Dataset,
)  # fmt: skip

FIELDS = {
    TEXT: serializers.CharField,
    CODE: serializers.CharField,
    URL: serializers.CharField,
    INTEGER: serializers.IntegerField,
    DECIMAL: serializers.FloatField,
    POSITION: serializers.FloatField,
    BOOLEAN: serializers.BooleanField,
    DATE: serializers.DateField,
    MOMENT: serializers.DateTimeField,
}


class Links(serializers.Serializer):
    """Addresses of this page and those around it; null where there is none."""

    self = serializers.CharField()
    first = serializers.CharField()
    previous = serializers.CharField(allow_null=True)
    next = serializers.CharField(allow_null=True)
    last = serializers.CharField()


class Location(serializers.Serializer):
    name = serializers.CharField(help_text="Key of the query.")


class Fault(serializers.Serializer):
    """What is wrong with one key of the query."""

    location = Location()
    code = serializers.ChoiceField(choices=["unknown", "repeated", "invalid", "impossible"])
    detail = serializers.CharField()


# `in` is a word of Python, so that it cannot be an attribute.
Fault._declared_fields["in"] = serializers.ChoiceField(choices=["query"])


class Problem(serializers.Serializer):
    """An error, as RFC 9457 has it."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    errors = Fault(many=True, required=False)


@cache
def row(dataset: Dataset) -> type[serializers.Serializer]:
    fields = {column.name: _field(column) for column in dataset.columns}
    return type(dataset.record, (serializers.Serializer,), {"__doc__": dataset.about_en, **fields})


@cache
def page(dataset: Dataset) -> type[serializers.Serializer]:
    fields = {
        "items": row(dataset)(many=True),
        "page": serializers.IntegerField(min_value=1),
        "pageSize": serializers.IntegerField(min_value=1),
        "pages": serializers.IntegerField(min_value=1),
        "total": serializers.IntegerField(min_value=0, help_text="Rows that fit the filters."),
        "links": Links(),
    }
    return type(f"{dataset.record}Page", (serializers.Serializer,), {"__doc__": f"{dataset.title_en}.", **fields})


def _field(column: Column) -> serializers.Field:
    about = {"help_text": meaning(column), "allow_null": column.nullable}
    if column.type == LIST:
        return serializers.ListField(child=serializers.CharField(), **about)
    if column.choices:
        return serializers.ChoiceField(choices=[value for value, _label in column.choices], **about)
    return FIELDS[column.type](**about)


def meaning(column: Column) -> str:
    """As a sentence, with the unit."""
    text = f"{column.meaning_en} ({column.unit})" if column.unit else column.meaning_en
    return text if text.endswith("?") else f"{text}."
