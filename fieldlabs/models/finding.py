"""What the search keeps beside the Fieldlabs. Triggers write it; nobody edits it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    """A word of a name, place or topic, in pieces of three letters: what a typing error is held against.

    A word that no Fieldlab has any more may stay: what is looked for with it is then not found.
    """

    word = models.CharField(max_length=40, primary_key=True)
    in_name = models.BooleanField(default=False)
    pieces = models.GeneratedField(
        expression=Func(F("word"), function="fieldlabs_pieces"),
        output_field=ArrayField(models.CharField(max_length=3)),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("word to find a Fieldlab by")
        verbose_name_plural = _("words to find Fieldlabs by")
        indexes = [GinIndex(name="fieldlabs_word_pieces", fields=["pieces"], fastupdate=False)]

    def __str__(self) -> str:
        return self.word


class Change(models.Model):
    """A transaction of the database in which something changed that is counted: see fieldlabs/kept.py.

    Only ever inserted, so that two editors never wait for each other.
    """

    transaction = models.BigIntegerField(primary_key=True)

    class Meta:
        verbose_name = _("transaction that changed Fieldlabs")
        verbose_name_plural = _("transactions that changed Fieldlabs")

    def __str__(self) -> str:
        return str(self.transaction)
