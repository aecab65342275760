"""People, the organisations they act for, and the dated roles they hold there."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from jobs import clock


class UserManager(BaseUserManager):
    def create_user(self, email: str, name: str = "", password: str | None = None, language: str = "nl") -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name, language=language)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class User(AbstractBaseUser):
    """A person. Signs in with an e-mail address; what they may do comes from their roles alone."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, choices=settings.LANGUAGES, default="nl")
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="accounts_user_email_is_lower_case",
                condition=Q(email=models.functions.Lower("email")),
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def holdings(self) -> list["RoleHolding"]:
        """The roles this person holds today, with their organisation and its region: one query."""
        return list(self.role_holdings.current().select_related("organisation__region"))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(holding.role for holding in self.holdings)

    def organisations_as(self, *roles: str) -> list["Organisation"]:
        """The organisations in which this person holds one of these roles today."""
        return [holding.organisation for holding in self.holdings if holding.role in roles]


class SizeClass(models.Model):
    """A size of companies (EU recommendation 2003/361/EC), by number of staff; `staff_max` None: no limit."""

    slug = models.SlugField(primary_key=True)
    rank = models.PositiveSmallIntegerField(unique=True)
    name_nl = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    staff_min = models.PositiveIntegerField()
    staff_max = models.PositiveIntegerField(null=True)
    rule_nl = models.TextField()
    rule_en = models.TextField()
    is_sme = models.BooleanField()
    source = models.URLField()

    class Meta:
        verbose_name = _("size class")
        verbose_name_plural = _("size classes")
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name_nl


class Sector(models.Model):
    """A division or section of the Dutch classification SBI 2008 (CBS, CC BY 4.0); manufacturing is section C."""

    code = models.CharField(max_length=2, primary_key=True)
    level = models.CharField(max_length=10)
    section = models.CharField(max_length=1)
    name_nl = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    discrete_manufacturing = models.BooleanField()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_nl


# The history is for ever, and a sole trader's name and number are personal.
@pghistory.track(context_field=pghistory.ContextJSONField(), exclude=["email_digest", "name", "kvk_number"])
class Organisation(models.Model):
    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        HUB = "hub", _("hub")
        MINISTRY = "ministry", _("ministry")
        RESEARCH = "research", _("knowledge institute")
        EDUCATION = "education", _("educational institution")
        GOVERNMENT = "government", _("government")
        ASSOCIATION = "association", _("branch organisation")
        COFUNDER = "cofunder", _("co-funder")
        STEERING = "steering", _("steering group")
        EXPERTISE = "expertise", _("Expertise Centre")
        FIELDLAB = "fieldlab", _("Fieldlab")
        AUDITOR = "auditor", _("auditor")
        PORTAL = "portal", _("portal management")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    kvk_number = models.CharField(_("KvK number"), max_length=8, blank=True)
    # Keyed digest of a confirmed e-mail address: how a company without a KvK number is known again.
    email_digest = models.CharField(max_length=64, blank=True, editable=False)
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, verbose_name=_("region that it serves or lies in")
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="accounts_organisation_kvk_number_has_8_digits",
                condition=Q(kvk_number="") | Q(kvk_number__regex=r"^[0-9]{8}$"),
                violation_error_message=_("A KvK number has 8 digits."),
            ),
            models.UniqueConstraint(
                name="accounts_organisation_kvk_number_is_unique",
                fields=["kvk_number"],
                condition=~Q(kvk_number=""),
                violation_error_message=_("An organisation with this KvK number is already known."),
            ),
            models.UniqueConstraint(
                name="accounts_organisation_email_digest_is_unique",
                fields=["email_digest"],
                condition=~Q(email_digest=""),
                violation_error_message=_("A company is already known by this e-mail address."),
            ),
            models.CheckConstraint(
                name="accounts_organisation_hub_has_region",
                condition=~Q(kind="hub") | Q(region__isnull=False),
                violation_error_message=_("A hub serves a region: choose it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    COMPANY = "company", _("Company")
    HUB_COORDINATOR = "hub_coordinator", _("Hub coordinator")
    HUB_EDITOR = "hub_editor", _("Hub editor")
    HUB_READER = "hub_reader", _("Hub reader")
    FIELDLAB_CONTACT = "fieldlab_contact", _("Fieldlab contact")
    COFUNDER = "cofunder", _("Co-funder")
    STEERING = "steering", _("Steering group")
    ADVISER = "adviser", _("Adviser")
    MINISTRY_READER = "ministry_reader", _("Ministry, reads")
    MINISTRY_PREPARER = "ministry_preparer", _("Ministry, prepares")
    MINISTRY_DECIDER = "ministry_decider", _("Ministry, decides")
    MINISTRY_PAYER = "ministry_payer", _("Ministry, releases payments")
    MINISTRY_CONTROLLER = "ministry_controller", _("Ministry, controller")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class RoleHoldingQuerySet(models.QuerySet):
    def current(self) -> "RoleHoldingQuerySet":
        today = clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)


@pghistory.track(context_field=pghistory.ContextJSONField())
class RoleHolding(models.Model):
    """That a person holds a role in an organisation from a day until, and including, another."""

    person = models.ForeignKey(User, models.PROTECT, related_name="role_holdings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="role_holdings")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until and including"), null=True, blank=True)

    objects = RoleHoldingQuerySet.as_manager()
    trigger_sentences = {
        "accounts_roleholding_periods_do_not_overlap": _("This person already holds this role here in that period."),
    }

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        triggers = [
            pgtrigger.Trigger(
                name="periods_do_not_overlap",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                # The person's row is locked first, so that of two sessions the later one sees the earlier one's period.
                func="""
                    PERFORM 1 FROM accounts_user WHERE id = NEW.person_id FOR NO KEY UPDATE;
                    IF EXISTS (
                        SELECT 1 FROM accounts_roleholding AS other
                        WHERE other.person_id = NEW.person_id AND other.organisation_id = NEW.organisation_id
                          AND other.role = NEW.role AND other.id <> NEW.id
                          AND daterange(other.starts_on, other.ends_on, '[]')
                              && daterange(NEW.starts_on, NEW.ends_on, '[]')
                    ) THEN
                        RAISE EXCEPTION 'role periods overlap'
                            USING ERRCODE = '23514', CONSTRAINT = 'accounts_roleholding_periods_do_not_overlap';
                    END IF;
                    RETURN NEW;
                """,
                # Dates in the wrong order are the check constraint's to refuse; a daterange cannot hold them.
                condition=pgtrigger.Condition("NEW.ends_on IS NULL OR NEW.ends_on >= NEW.starts_on"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="accounts_roleholding_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A role cannot end before it starts."),
            ),
            models.UniqueConstraint(
                name="accounts_roleholding_open_once",
                fields=["person", "organisation", "role"],
                condition=Q(ends_on__isnull=True),
                violation_error_message=_("This person already holds this role here."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()} ({self.organisation})"


class InvitationQuerySet(models.QuerySet):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; it may have expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """The offer of a role to whoever reads this e-mail address. Its link is signed, and dies when the state changes."""

    email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    reason = models.CharField(_("reason"), max_length=300)
    language = models.CharField(_("language of the letter"), max_length=2, choices=settings.LANGUAGES, default="nl")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="accounts_invitation_email_is_lower_case",
                condition=Q(email=models.functions.Lower("email")),
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                name="accounts_invitation_expires_after_creation",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message=_("An invitation must be valid for some time."),
            ),
            models.CheckConstraint(
                name="accounts_invitation_accepted_has_person",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                violation_error_message=_("An accepted invitation has the person who accepted it."),
            ),
            models.CheckConstraint(
                name="accounts_invitation_withdrawn_has_person",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                violation_error_message=_("A withdrawn invitation has the person who withdrew it."),
            ),
            models.CheckConstraint(
                name="accounts_invitation_has_one_end",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                violation_error_message=_("An invitation is accepted or withdrawn, not both."),
            ),
            models.UniqueConstraint(
                name="accounts_invitation_open_once",
                fields=["email", "organisation", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                violation_error_message=_("This person already has an open invitation for this role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()} ({self.organisation})"
