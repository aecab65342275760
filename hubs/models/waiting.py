"""E-mail to a desk's own address: it waits there until somebody puts it where it belongs."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hubs.models.companies import Company
from hubs.models.hub import Hub
from hubs.models.requests import HelpRequest
from hubs.models.searched import words_of
from hubs.triggers import WAITING_MAIL_IS_KEPT, WAITING_MAIL_SENTENCES

WAITS = Q(state="waiting", erased_at__isnull=True)


class WaitingMail(models.Model):
    """An e-mail without a key, at the desk that it was sent to (hub None: the national desk).

    Once placed it is a moment of its request or company, and nothing personal is left here; what was set aside, or
    waited too long, is emptied after its term (`erased_at`). `attachments`: list of {"name", "size" in bytes}; of none
    the content is kept. `digest`: the same for the same e-mail.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("e-mail", "waiting")
        PLACED = "placed", pgettext_lazy("e-mail", "placed")
        DISCARDED = "discarded", pgettext_lazy("e-mail", "set aside")

    class Reason(models.TextChoices):
        """Why it is set aside. Codes only: words of one's own could be personal, and would stay."""

        ADVERTISING = "advertising", _("advertising or spam")
        NOT_FOR_US = "not_for_us", _("not a question for Smart Industry")
        DOUBLE = "double", _("we have this e-mail already")
        ANSWERED = "answered", _("answered outside the portal")
        PRIVATE = "private", _("confidential: it should not have come to us")

    hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("hub"))
    digest = models.CharField(max_length=64)
    sender = models.EmailField(_("e-mail address"), blank=True)
    sender_name = models.CharField(_("name"), max_length=150, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), max_length=20_000, blank=True)
    cut = models.BooleanField(_("the text was longer"), default=False)
    attachments = models.JSONField(_("attachments"), default=list, blank=True)
    received_at = models.DateTimeField(_("received at"))
    told_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("why"), max_length=12, choices=Reason, blank=True)
    # When it was last taken back after it had been set aside.
    restored_at = models.DateTimeField(null=True, blank=True)
    restored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    request = models.ForeignKey(HelpRequest, models.PROTECT, null=True, blank=True, related_name="+")
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(_("personal data removed at"), null=True, blank=True)
    # Words of who wrote and about what, without accents; emptied with them.
    search = words_of("sender_name", "sender", "subject")

    trigger_sentences = WAITING_MAIL_SENTENCES

    class Meta:
        verbose_name = _("e-mail to a desk")
        verbose_name_plural = _("e-mails to a desk")
        triggers = [WAITING_MAIL_IS_KEPT]
        indexes = [
            models.Index(name="hubs_waitingmail_of_desk", fields=["hub", "-received_at"]),
            models.Index(name="hubs_waitingmail_by_state", fields=["hub", "state", "received_at"]),
            models.Index(name="hubs_waitingmail_waits", fields=["hub", "received_at"], condition=WAITS),
            models.Index(
                name="hubs_waitingmail_kept",
                fields=["received_at"],
                condition=Q(erased_at__isnull=True) & ~Q(state="placed"),
            ),
            GinIndex(name="hubs_waitingmail_search", fields=["search"], fastupdate=False),
        ]
        constraints = [
            models.UniqueConstraint(
                name="hubs_waitingmail_is_kept_once",
                fields=["hub", "digest"],
                nulls_distinct=False,
                violation_error_message=_("This e-mail is already there."),
            ),
            models.CheckConstraint(
                name="hubs_waitingmail_state_is_known",
                condition=Q(state__in=["waiting", "placed", "discarded"]),
                violation_error_message=_("This is not a state of an e-mail."),
            ),
            models.CheckConstraint(
                name="hubs_waitingmail_handled_has_person",
                condition=Q(state="waiting", handled_at__isnull=True, handled_by__isnull=True)
                | ~Q(state="waiting") & Q(handled_at__isnull=False, handled_by__isnull=False),
                violation_error_message=_("An e-mail that was dealt with has who did it, and when."),
            ),
            models.CheckConstraint(
                name="hubs_waitingmail_is_placed_somewhere",
                condition=Q(state="placed", request__isnull=False, company__isnull=True)
                | Q(state="placed", request__isnull=True, company__isnull=False)
                | ~Q(state="placed") & Q(request__isnull=True, company__isnull=True),
                violation_error_message=_("Put the e-mail with one request or one company."),
            ),
            models.CheckConstraint(
                name="hubs_waitingmail_set_aside_has_reason",
                condition=Q(state="discarded") & ~Q(reason="") | ~Q(state="discarded") & Q(reason=""),
                violation_error_message=_("Say why you set this e-mail aside."),
            ),
            models.CheckConstraint(
                name="hubs_waitingmail_over_holds_nothing",
                condition=~Q(state="placed") & Q(erased_at__isnull=True)
                | Q(sender="", sender_name="", subject="", text="", attachments=[]),
                violation_error_message=_("An e-mail that was placed or removed leaves nothing behind here."),
            ),
            models.CheckConstraint(
                name="hubs_waitingmail_restored_has_person",
                condition=Q(restored_at__isnull=True, restored_by__isnull=True)
                | Q(restored_at__isnull=False, restored_by__isnull=False),
                violation_error_message=_("An e-mail that was taken back has who did it, and when."),
            ),
        ]

    def __str__(self) -> str:
        return f"e-mail {self.pk}"

    @property
    def waits(self) -> bool:
        return self.state == self.State.WAITING and self.erased_at is None
