"""What companies ask a desk, and what the desk does with it."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fieldlabs.models import Fieldlab
from hubs.models.companies import Company
from hubs.models.hub import Hub
from hubs.models.searched import words_of
from hubs.triggers import REQUEST_FOLLOWS_ITS_WAY, TRIGGER_SENTENCES
from programme.models import Instrument, Partner
from regions.models import Place, Region

# What the history does not keep: everything that tells who asked, and what was sent.
PERSONAL = (
    "key",
    "company_name",
    "contact_name",
    "email",
    "telephone",
    "question",
    "place",
    "subjects",
    "attachment",
    "search",
)


@pghistory.track(context_field=pghistory.ContextJSONField(), exclude=list(PERSONAL))
class HelpRequest(models.Model):
    """A company's question to one desk: that of a hub, or without a hub the national desk (Expertise Centre).

    `key` opens the company's own page and is the form's key too: a form that is sent twice makes one request.
    `attachment` is what the company saw and sent along, see hubs.attachment. Once the request is withdrawn, or after
    its term, everything personal is emptied (`erased_at`); region, state and moments remain.
    """

    class State(models.TextChoices):
        NEW = "new", _("new")
        TAKEN = "taken", _("taken up")
        CONTACT = "contact", _("in contact")
        REFERRED = "referred", _("referred")
        CLOSED = "closed", _("closed")
        MERGED = "merged", _("merged with another request")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Source(models.TextChoices):
        ASSESSMENT = "assessment", _("self-assessment")
        FIELDLAB = "fieldlab", _("page of a Fieldlab")
        FORM = "form", _("contact form")
        PHONE = "phone", _("telephone")
        MAIL = "mail", _("e-mail")
        EVENT = "event", _("event")

    class Outcome(models.TextChoices):
        STEP = "step", _("the company took a step")
        ANSWERED = "answered", _("the question is answered")
        ELSEWHERE = "elsewhere", _("helped elsewhere")
        NO_STEP = "no_step", _("no step taken")
        NO_RESPONSE = "no_response", _("the company did not respond")
        NOT_FOR_US = "not_for_us", _("not a question for Smart Industry")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, editable=False)
    hub = models.ForeignKey(
        Hub, models.PROTECT, null=True, blank=True, related_name="help_requests", verbose_name=_("hub")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.NEW)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name=_("region of the company"))
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, verbose_name=_("place"))
    company_name = models.CharField(_("name of the company"), max_length=200, blank=True)
    contact_name = models.CharField(_("your name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone number"), max_length=30, blank=True)
    question = models.TextField(_("question"), max_length=4000, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, choices=[("nl", "nl"), ("en", "en")])
    # Slugs of the transformations that the request is about; empty when it is about something else.
    source = models.CharField(_("how it came in"), max_length=12, choices=Source, default=Source.ASSESSMENT)
    # The Fieldlab from whose page the company asked.
    fieldlab = models.ForeignKey(
        Fieldlab, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about Fieldlab")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("company")
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("assigned to")
    )
    # The clock of the first answer: two working days after it came in (hubs/working_days.py).
    answer_due_at = models.DateTimeField(_("first answer before"), null=True, blank=True)
    answered_at = models.DateTimeField(_("first answer"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    # What followed, as the company told: None is not known, 0 is none.
    investment = models.DecimalField(_("investment triggered"), max_digits=14, decimal_places=2, null=True, blank=True)
    jobs = models.PositiveIntegerField(pgettext_lazy("work", "jobs"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged with")
    )
    subjects = ArrayField(models.SlugField(), default=list, blank=True, verbose_name=_("subjects"))
    attachment = models.JSONField(_("sent along"), null=True, blank=True)
    # Which text the company agreed to, see hubs.consent.
    consent_version = models.CharField(max_length=20)
    consented_at = models.DateTimeField(_("agreed at"))
    created_at = models.DateTimeField(_("received at"))
    # Null: a company without an account; its key is all it needs.
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(_("personal data removed at"), null=True, blank=True)
    confirmation_sent_at = models.DateTimeField(null=True, blank=True)
    confirmation_refused_at = models.DateTimeField(null=True, blank=True)
    desk_told_at = models.DateTimeField(null=True, blank=True)
    # Words of who asks, without accents; emptied with them.
    search = words_of("company_name", "contact_name", "email")

    trigger_sentences = TRIGGER_SENTENCES

    class Meta:
        verbose_name = _("help request")
        verbose_name_plural = _("help requests")
        triggers = [REQUEST_FOLLOWS_ITS_WAY]
        indexes = [
            models.Index(name="hubs_helprequest_of_desk", fields=["hub", "-created_at"]),
            models.Index(
                name="hubs_helprequest_open",
                fields=["hub", "answer_due_at"],
                condition=Q(state__in=["new", "taken", "contact", "referred"]),
            ),
            models.Index(name="hubs_helprequest_in_hand", fields=["assigned_to", "state"]),
            models.Index(
                name="hubs_helprequest_open_of_desk",
                fields=["hub", "-created_at"],
                condition=Q(state__in=["new", "taken", "contact", "referred"]),
            ),
            models.Index(
                name="hubs_helprequest_open_of_them",
                fields=["company"],
                condition=Q(state__in=["new", "taken", "contact", "referred"]),
            ),
            models.Index(name="hubs_helprequest_by_state", fields=["hub", "state", "-created_at"]),
            models.Index(name="hubs_helprequest_by_name", fields=["hub", "company_name"]),
            models.Index(name="hubs_helprequest_address", fields=["email"], condition=~Q(email="")),
            GinIndex(name="hubs_helprequest_search", fields=["search"], fastupdate=False),
            models.Index(name="hubs_helprequest_kept", fields=["created_at"], condition=Q(erased_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                name="hubs_helprequest_state_is_known",
                condition=Q(state__in=["new", "taken", "contact", "referred", "closed", "merged", "withdrawn"]),
                violation_error_message=_("This is not a state of a help request."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_in_hand_has_person",
                condition=~Q(state__in=["taken", "contact", "referred"]) | Q(assigned_to__isnull=False),
                violation_error_message=_("Somebody must have this request in hand."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_answer_has_person",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                violation_error_message=_("A first answer has who gave it, and when."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_closed_has_outcome_person_and_moment",
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed"),
                violation_error_message=_("Say with what outcome you close this request."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_open_has_no_outcome",
                condition=Q(state__in=["closed", "withdrawn", "merged"])
                | Q(outcome="", closed_at__isnull=True, investment__isnull=True, jobs__isnull=True),
                violation_error_message=_("A request that is open has no outcome yet."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_investment_is_not_negative",
                condition=Q(investment__isnull=True) | Q(investment__gte=0),
                violation_error_message=_("An investment is not below zero. Leave it empty when it is unknown."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_merged_has_other",
                condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into__isnull=True)
                | Q(state="withdrawn"),
                violation_error_message=_("A merged request has the one into which it went."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_not_merged_with_itself",
                condition=~Q(merged_into=F("pk")),
                violation_error_message=_("Choose another request to merge with."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_withdrawn_has_moment",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True),
                violation_error_message=_("A withdrawn request has the moment of its withdrawal, and no other has."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_withdrawn_is_erased",
                condition=~Q(state="withdrawn") | Q(erased_at__isnull=False),
                violation_error_message=_("What a company withdraws is removed at once."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_erased_holds_nothing",
                condition=Q(erased_at__isnull=True)
                | Q(
                    company_name="",
                    contact_name="",
                    email="",
                    telephone="",
                    question="",
                    subjects=[],
                    place__isnull=True,
                    attachment__isnull=True,
                ),
                violation_error_message=_("A request whose data are removed holds none of them."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_can_be_answered",
                condition=Q(erased_at__isnull=False)
                | ~Q(company_name="")
                & ~Q(contact_name="")
                & ~Q(question="")
                # Who calls may have no e-mail address: then the desk calls back.
                & (~Q(email="") | Q(source="phone") & ~Q(telephone="")),
                violation_error_message=_("Give your company, your name, your e-mail address and a question."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_email_is_lower_case",
                condition=Q(email=models.functions.Lower("email")),
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_has_consent",
                condition=~Q(consent_version="") & Q(consented_at__lte=F("created_at")),
                violation_error_message=_("A request is sent after the company agreed to it."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_place_has_region",
                condition=Q(place__isnull=True) | Q(region__isnull=False),
                violation_error_message=_("Give a place with its region."),
            ),
        ]

    def __str__(self) -> str:
        return f"help request of {self.created_at:%Y-%m-%d}"

    @property
    def withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def erased(self) -> bool:
        return self.erased_at is not None


class Referral(models.Model):
    """To whom the desk sent a company with its question: exactly one of four. Only added to."""

    request = models.ForeignKey(HelpRequest, models.PROTECT, related_name="referrals")
    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, null=True, blank=True, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True, related_name="+")
    hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="+")
    referred_at = models.DateTimeField(_("referred at"))
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["referred_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="hubs_referral_has_one_target",
                condition=Q(fieldlab__isnull=False, partner__isnull=True, instrument__isnull=True, hub__isnull=True)
                | Q(fieldlab__isnull=True, partner__isnull=False, instrument__isnull=True, hub__isnull=True)
                | Q(fieldlab__isnull=True, partner__isnull=True, instrument__isnull=False, hub__isnull=True)
                | Q(fieldlab__isnull=True, partner__isnull=True, instrument__isnull=True, hub__isnull=False),
                violation_error_message=_("Refer to one Fieldlab, partner, instrument or hub."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.fieldlab or self.partner or self.instrument or self.hub)


class HandOver(models.Model):
    """That a request goes to another desk, which accepts it within one working day; else it comes back by itself.

    None as a hub is the national desk. Until it is accepted the first desk keeps it, so that nobody falls between.
    """

    request = models.ForeignKey(HelpRequest, models.PROTECT, related_name="handovers")
    from_hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="+")
    to_hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("why"), max_length=500)
    offered_at = models.DateTimeField(_("handed over at"))
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_at = models.DateTimeField(_("accept before"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Without a person it came back because its time was over.
    returned_at = models.DateTimeField(_("came back at"), null=True, blank=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-offered_at"]
        constraints = [
            models.UniqueConstraint(
                name="hubs_handover_one_is_open",
                fields=["request"],
                condition=Q(accepted_at__isnull=True, returned_at__isnull=True),
                violation_error_message=_("This request is already on its way to another desk."),
            ),
            models.CheckConstraint(
                name="hubs_handover_goes_to_another_desk",
                condition=Q(from_hub__isnull=False, to_hub__isnull=True)
                | Q(from_hub__isnull=True, to_hub__isnull=False)
                | Q(from_hub__isnull=False, to_hub__isnull=False) & ~Q(from_hub=F("to_hub")),
                violation_error_message=_("Choose another desk than your own."),
            ),
            models.CheckConstraint(
                name="hubs_handover_has_one_end",
                condition=Q(accepted_at__isnull=True) | Q(returned_at__isnull=True),
                violation_error_message=_("A hand-over is accepted or comes back, not both."),
            ),
            models.CheckConstraint(
                name="hubs_handover_accepted_has_person",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                violation_error_message=_("An accepted request has who accepted it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_hub} → {self.to_hub}"


class Moment(models.Model):
    """Something that happened with a company: the timeline of its page and of its request. Only added to.

    Texts are personal and are emptied with the request or the company. `public`: the company reads it on its own link.
    `recorded_by` None: the company itself, or the portal. `details`: codes and names for the sentence on screen.
    """

    class Kind(models.TextChoices):
        ASKED = "asked", _("asked")
        ASSIGNED = "assigned", _("assigned")
        NOTE = "note", _("note")
        CALL = "call", _("telephone call")
        VISIT = "visit", _("visit")
        MEETING = "meeting", _("meeting")
        MAIL_OUT = "mail_out", _("e-mail sent")
        MAIL_IN = "mail_in", _("e-mail received")
        REFERRED = "referred", _("referred")
        OFFERED = "offered", _("handed over")
        ACCEPTED = "accepted", pgettext_lazy("hand-over", "accepted")
        CAME_BACK = "came_back", _("came back")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("opened again")
        MERGED = "merged", _("merged")
        WITHDRAWN = "withdrawn", _("withdrawn")

    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="moments")
    request = models.ForeignKey(HelpRequest, models.PROTECT, null=True, blank=True, related_name="moments")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    happened_on = models.DateField(_("day"))
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), max_length=20_000, blank=True)
    details = models.JSONField(default=dict, blank=True)
    public = models.BooleanField(_("the company sees this"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Of an e-mail: so that the same one is taken in or sent once.
    message_id = models.CharField(max_length=250, blank=True)
    # Of an e-mail: to whom it goes, or from whom it came. Emptied with the text.
    address = models.EmailField(_("e-mail address"), blank=True)
    # The job that sends it.
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("moment")
        verbose_name_plural = _("moments")
        ordering = ["recorded_at", "pk"]
        indexes = [
            models.Index(name="hubs_moment_of_request", fields=["request", "recorded_at"]),
            models.Index(name="hubs_moment_of_company", fields=["company", "recorded_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="hubs_moment_belongs_somewhere",
                condition=Q(company__isnull=False) | Q(request__isnull=False),
                violation_error_message=_("A moment belongs to a company or a request."),
            ),
            models.UniqueConstraint(
                name="hubs_moment_message_is_taken_in_once",
                fields=["message_id"],
                condition=~Q(message_id=""),
                violation_error_message=_("This e-mail is already there."),
            ),
            models.CheckConstraint(
                name="hubs_moment_address_belongs_to_mail",
                condition=Q(address="") | Q(kind__in=["mail_out", "mail_in"]),
                violation_error_message=_("Only an e-mail has an address."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
