"""What a hub tells: cases and articles."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fieldlabs.models import Fieldlab
from hubs.models.hub import Hub
from hubs.triggers import ARTICLE_SENTENCES, ONLY_A_DRAFT_OF_AN_ARTICLE_GOES
from programme.models import Transformation


@pghistory.track(context_field=pghistory.ContextJSONField())
class Article(models.Model):
    """A case (what a company did and what came of it) or an article. hub None: of the whole programme."""

    class Kind(models.TextChoices):
        CASE = "case", _("case")
        ARTICLE = "article", _("article")

    # Of the form that made it, so that it is made once, and of its entry in the feed.
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    slug = models.SlugField(max_length=80, unique=True)
    hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="articles")
    fieldlab = models.ForeignKey(
        Fieldlab, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("Fieldlab")
    )
    transformation = models.ForeignKey(
        Transformation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("transformation")
    )
    title_nl = models.CharField(_("title in Dutch"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    intro_nl = models.CharField(_("in short, in Dutch"), max_length=300)
    intro_en = models.CharField(_("in short, in English"), max_length=300, blank=True)
    # Paragraphs with an empty line between them.
    body_nl = models.TextField(_("text in Dutch"), max_length=12_000)
    body_en = models.TextField(_("text in English"), max_length=12_000, blank=True)
    company = models.CharField(_("company"), max_length=150, blank=True)
    consented_on = models.DateField(_("the company agreed on"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    trigger_sentences = ARTICLE_SENTENCES

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_at", "-pk"]
        triggers = [ONLY_A_DRAFT_OF_AN_ARTICLE_GOES]
        constraints = [
            models.CheckConstraint(
                name="hubs_article_named_company_agreed",
                condition=Q(company="") | Q(consented_on__isnull=False),
                violation_error_message=_("Name a company only if it agreed, and say when."),
            ),
            models.CheckConstraint(
                name="hubs_article_published_has_person",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                violation_error_message=_("A published article has who published it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_nl

    def get_absolute_url(self) -> str:
        return reverse("hubs:article_detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.published_at is not None
