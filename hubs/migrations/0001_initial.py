import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0005_kinds_of_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("fieldlabs", "0001_initial"),
        ("jobs", "0002_last_done"),
        ("programme", "0002_project_topics"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("case", "case"), ("article", "article")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("intro_nl", models.CharField(max_length=300, verbose_name="in short, in Dutch")),
                ("intro_en", models.CharField(blank=True, max_length=300, verbose_name="in short, in English")),
                ("body_nl", models.TextField(max_length=12000, verbose_name="text in Dutch")),
                ("body_en", models.TextField(blank=True, max_length=12000, verbose_name="text in English")),
                ("company", models.CharField(blank=True, max_length=150, verbose_name="company")),
                ("consented_on", models.DateField(blank=True, null=True, verbose_name="the company agreed on")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="fieldlabs.fieldlab",
                        verbose_name="Fieldlab",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "transformation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.transformation",
                        verbose_name="transformation",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ["-published_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name of the company")),
                ("kvk_number", models.CharField(blank=True, max_length=8, verbose_name="KvK number")),
                ("contact_name", models.CharField(blank=True, max_length=150, verbose_name="contact person")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("telephone", models.CharField(blank=True, max_length=30, verbose_name="telephone number")),
                ("identity", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("request", "help request"),
                            ("list", "list that was brought in"),
                            ("desk", "noted by the desk"),
                            ("event", "event"),
                        ],
                        max_length=10,
                        verbose_name="how we know it",
                    ),
                ),
                ("known_since", models.DateField(verbose_name="known since")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                ("last_contact_on", models.DateField(blank=True, null=True, verbose_name="last contact")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="personal data removed at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="account",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.sector",
                        verbose_name="sector",
                    ),
                ),
                (
                    "size",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.sizeclass",
                        verbose_name="size",
                    ),
                ),
            ],
            options={
                "verbose_name": "company",
                "verbose_name_plural": "companies",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("text_nl", models.TextField(max_length=4000, verbose_name="what happens, in Dutch")),
                ("text_en", models.TextField(blank=True, max_length=4000, verbose_name="what happens, in English")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "online_url",
                    models.URLField(blank=True, max_length=300, verbose_name="address of the online meeting"),
                ),
                ("seats", models.PositiveIntegerField(blank=True, null=True, verbose_name="number of places")),
                ("registration", models.BooleanField(default=True, verbose_name="people register here")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="registration closes")),
                (
                    "publication",
                    models.CharField(
                        choices=[("draft", "not public"), ("published", "public")],
                        default="draft",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled at")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why it does not take place"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fieldlabs.fieldlab",
                        verbose_name="Fieldlab",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EventTransformation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hubs.event"),
                ),
                (
                    "transformation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programme.transformation"
                    ),
                ),
            ],
            options={
                "verbose_name": "transformation of an event",
                "verbose_name_plural": "transformations of events",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "transformation"),
                        name="hubs_eventtransformation_once",
                        violation_error_message="This event already has this transformation.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="transformations",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="hubs.EventTransformation",
                to="programme.transformation",
                verbose_name="transformations",
            ),
        ),
        migrations.CreateModel(
            name="HelpRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.UUIDField(editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("taken", "taken up"),
                            ("contact", "in contact"),
                            ("referred", "referred"),
                            ("closed", "closed"),
                            ("merged", "merged with another request"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="new",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("company_name", models.CharField(blank=True, max_length=200, verbose_name="name of the company")),
                ("contact_name", models.CharField(blank=True, max_length=150, verbose_name="your name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("telephone", models.CharField(blank=True, max_length=30, verbose_name="telephone number")),
                ("question", models.TextField(blank=True, max_length=4000, verbose_name="question")),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "nl"), ("en", "en")], max_length=2, verbose_name="language of letters"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("assessment", "self-assessment"),
                            ("fieldlab", "page of a Fieldlab"),
                            ("form", "contact form"),
                            ("phone", "telephone"),
                            ("mail", "e-mail"),
                            ("event", "event"),
                        ],
                        default="assessment",
                        max_length=12,
                        verbose_name="how it came in",
                    ),
                ),
                ("answer_due_at", models.DateTimeField(blank=True, null=True, verbose_name="first answer before")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="first answer")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed at")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("step", "the company took a step"),
                            ("answered", "the question is answered"),
                            ("elsewhere", "helped elsewhere"),
                            ("no_step", "no step taken"),
                            ("no_response", "the company did not respond"),
                            ("not_for_us", "not a question for Smart Industry"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "investment",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="investment triggered"
                    ),
                ),
                ("jobs", models.PositiveIntegerField(blank=True, null=True, verbose_name="jobs")),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(), blank=True, default=list, size=None, verbose_name="subjects"
                    ),
                ),
                ("attachment", models.JSONField(blank=True, null=True, verbose_name="sent along")),
                ("consent_version", models.CharField(max_length=20)),
                ("consented_at", models.DateTimeField(verbose_name="agreed at")),
                ("created_at", models.DateTimeField(verbose_name="received at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="personal data removed at")),
                ("confirmation_sent_at", models.DateTimeField(blank=True, null=True)),
                ("confirmation_refused_at", models.DateTimeField(blank=True, null=True)),
                ("desk_told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="hubs.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fieldlabs.fieldlab",
                        verbose_name="about Fieldlab",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="hubs.helprequest",
                        verbose_name="merged with",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="regions.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="regions.region",
                        verbose_name="region of the company",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "help request",
                "verbose_name_plural": "help requests",
            },
        ),
        migrations.CreateModel(
            name="Hub",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("host", models.CharField(blank=True, max_length=200, verbose_name="host")),
                ("host_sourced", models.BooleanField(default=False, verbose_name="a source gives the host")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("founded", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="founded")),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("A", "Hub, provinces and host are in a source"),
                            ("B", "The hub is in a source; its provinces, host or founding partly follow from it"),
                            ("U", "No source"),
                        ],
                        max_length=1,
                        verbose_name="evidence",
                    ),
                ),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=500),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="sources",
                    ),
                ),
                ("note_nl", models.TextField(blank=True, max_length=1000, verbose_name="note in Dutch")),
                ("note_en", models.TextField(blank=True, max_length=1000, verbose_name="note in English")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("intro_nl", models.TextField(blank=True, max_length=3000, verbose_name="what the hub does, in Dutch")),
                (
                    "intro_en",
                    models.TextField(blank=True, max_length=3000, verbose_name="what the hub does, in English"),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address of the desk")),
                ("telephone", models.CharField(blank=True, max_length=30, verbose_name="telephone number of the desk")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="visiting address")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "region",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hub",
                        to="regions.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "hub",
                "verbose_name_plural": "hubs",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("evidence", "U"), ("sources__len__gt", 0), _connector="OR"),
                        name="hubs_hub_evidence_has_source",
                        violation_error_message="Name at least one source for this evidence.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("host", ""), _negated=True), ("host_sourced", False), _connector="OR"
                        ),
                        name="hubs_hub_unknown_host_is_not_sourced",
                        violation_error_message="A host that is unknown cannot have a source.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("taken", "taken up"),
                            ("contact", "in contact"),
                            ("referred", "referred"),
                            ("closed", "closed"),
                            ("merged", "merged with another request"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="new",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "nl"), ("en", "en")], max_length=2, verbose_name="language of letters"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("assessment", "self-assessment"),
                            ("fieldlab", "page of a Fieldlab"),
                            ("form", "contact form"),
                            ("phone", "telephone"),
                            ("mail", "e-mail"),
                            ("event", "event"),
                        ],
                        default="assessment",
                        max_length=12,
                        verbose_name="how it came in",
                    ),
                ),
                ("answer_due_at", models.DateTimeField(blank=True, null=True, verbose_name="first answer before")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="first answer")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed at")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("step", "the company took a step"),
                            ("answered", "the question is answered"),
                            ("elsewhere", "helped elsewhere"),
                            ("no_step", "no step taken"),
                            ("no_response", "the company did not respond"),
                            ("not_for_us", "not a question for Smart Industry"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "investment",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="investment triggered"
                    ),
                ),
                ("jobs", models.PositiveIntegerField(blank=True, null=True, verbose_name="jobs")),
                ("consent_version", models.CharField(max_length=20)),
                ("consented_at", models.DateTimeField(verbose_name="agreed at")),
                ("created_at", models.DateTimeField(verbose_name="received at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="personal data removed at")),
                ("confirmation_sent_at", models.DateTimeField(blank=True, null=True)),
                ("confirmation_refused_at", models.DateTimeField(blank=True, null=True)),
                ("desk_told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                        verbose_name="about Fieldlab",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.helprequest",
                        verbose_name="merged with",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="hubs.helprequest",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.region",
                        verbose_name="region of the company",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.hub",
                        verbose_name="hub",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="helprequest",
            name="hub",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="help_requests",
                to="hubs.hub",
                verbose_name="hub",
            ),
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="why")),
                ("offered_at", models.DateTimeField(verbose_name="handed over at")),
                ("due_at", models.DateTimeField(verbose_name="accept before")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepted at")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="came back at")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="hubs.helprequest"
                    ),
                ),
                (
                    "from_hub",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.hub",
                    ),
                ),
                (
                    "to_hub",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.hub",
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-over",
                "verbose_name_plural": "hand-overs",
                "ordering": ["-offered_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at__isnull", True), ("returned_at__isnull", True)),
                        fields=("request",),
                        name="hubs_handover_one_is_open",
                        violation_error_message="This request is already on its way to another desk.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_hub__isnull", False), ("to_hub__isnull", True)),
                            models.Q(("from_hub__isnull", True), ("to_hub__isnull", False)),
                            models.Q(
                                ("from_hub__isnull", False),
                                ("to_hub__isnull", False),
                                models.Q(("from_hub", models.F("to_hub")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="hubs_handover_goes_to_another_desk",
                        violation_error_message="Choose another desk than your own.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("returned_at__isnull", True), _connector="OR"
                        ),
                        name="hubs_handover_has_one_end",
                        violation_error_message="A hand-over is accepted or comes back, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hubs_handover_accepted_has_person",
                        violation_error_message="An accepted request has who accepted it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("text_nl", models.TextField(max_length=4000, verbose_name="what happens, in Dutch")),
                ("text_en", models.TextField(blank=True, max_length=4000, verbose_name="what happens, in English")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "online_url",
                    models.URLField(blank=True, max_length=300, verbose_name="address of the online meeting"),
                ),
                ("seats", models.PositiveIntegerField(blank=True, null=True, verbose_name="number of places")),
                ("registration", models.BooleanField(default=True, verbose_name="people register here")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="registration closes")),
                (
                    "publication",
                    models.CharField(
                        choices=[("draft", "not public"), ("published", "public")],
                        default="draft",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled at")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why it does not take place"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                        verbose_name="Fieldlab",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="hubs.event",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.hub",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="event",
            name="hub",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gatherings",
                to="hubs.hub",
            ),
        ),
        migrations.CreateModel(
            name="CompanyImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="name of the file")),
                ("basis", models.CharField(max_length=300, verbose_name="where this list comes from")),
                ("rows", models.JSONField(default=list)),
                ("counts", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checked", "checked, nothing written yet"),
                            ("writing", "being written"),
                            ("done", "done"),
                            ("cancelled", "stopped: nothing was written"),
                            ("failed", "failed: nothing was written"),
                        ],
                        default="checked",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="brought in")),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.hub",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of companies",
                "verbose_name_plural": "lists of companies",
                "ordering": ["-uploaded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True),
                        name="hubs_companyimport_says_where_it_comes_from",
                        violation_error_message="Say where this list comes from.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompanyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("identity", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("request", "help request"),
                            ("list", "list that was brought in"),
                            ("desk", "noted by the desk"),
                            ("event", "event"),
                        ],
                        max_length=10,
                        verbose_name="how we know it",
                    ),
                ),
                ("known_since", models.DateField(verbose_name="known since")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                ("last_contact_on", models.DateField(blank=True, null=True, verbose_name="last contact")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="personal data removed at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="account",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="hubs.company",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.sector",
                        verbose_name="sector",
                    ),
                ),
                (
                    "size",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.sizeclass",
                        verbose_name="size",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.hub",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="company",
            name="hub",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="companies",
                to="hubs.hub",
            ),
        ),
        migrations.CreateModel(
            name="ArticleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("case", "case"), ("article", "article")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("intro_nl", models.CharField(max_length=300, verbose_name="in short, in Dutch")),
                ("intro_en", models.CharField(blank=True, max_length=300, verbose_name="in short, in English")),
                ("body_nl", models.TextField(max_length=12000, verbose_name="text in Dutch")),
                ("body_en", models.TextField(blank=True, max_length=12000, verbose_name="text in English")),
                ("company", models.CharField(blank=True, max_length=150, verbose_name="company")),
                ("consented_on", models.DateField(blank=True, null=True, verbose_name="the company agreed on")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                        verbose_name="Fieldlab",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="hubs.article",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "transformation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programme.transformation",
                        verbose_name="transformation",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.hub",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="article",
            name="hub",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="hubs.hub",
            ),
        ),
        migrations.CreateModel(
            name="HubEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("host", models.CharField(blank=True, max_length=200, verbose_name="host")),
                ("host_sourced", models.BooleanField(default=False, verbose_name="a source gives the host")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("founded", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="founded")),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("A", "Hub, provinces and host are in a source"),
                            ("B", "The hub is in a source; its provinces, host or founding partly follow from it"),
                            ("U", "No source"),
                        ],
                        max_length=1,
                        verbose_name="evidence",
                    ),
                ),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=500),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="sources",
                    ),
                ),
                ("note_nl", models.TextField(blank=True, max_length=1000, verbose_name="note in Dutch")),
                ("note_en", models.TextField(blank=True, max_length=1000, verbose_name="note in English")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("intro_nl", models.TextField(blank=True, max_length=3000, verbose_name="what the hub does, in Dutch")),
                (
                    "intro_en",
                    models.TextField(blank=True, max_length=3000, verbose_name="what the hub does, in English"),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address of the desk")),
                ("telephone", models.CharField(blank=True, max_length=30, verbose_name="telephone number of the desk")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="visiting address")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="hubs.hub",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HubPartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regional", "in the region"),
                            ("national", "in the Netherlands"),
                            ("european", "in Europe"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("role_nl", models.CharField(blank=True, max_length=200, verbose_name="what it does here, in Dutch")),
                ("role_en", models.CharField(blank=True, max_length=200, verbose_name="what it does here, in English")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="partners", to="hubs.hub"
                    ),
                ),
            ],
            options={
                "verbose_name": "partner of a hub",
                "verbose_name_plural": "partners of a hub",
                "ordering": ["kind", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hub", "name"),
                        name="hubs_hubpartner_once",
                        violation_error_message="This partner is already on the page of the hub.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HubPartnerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regional", "in the region"),
                            ("national", "in the Netherlands"),
                            ("european", "in Europe"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("role_nl", models.CharField(blank=True, max_length=200, verbose_name="what it does here, in Dutch")),
                ("role_en", models.CharField(blank=True, max_length=200, verbose_name="what it does here, in English")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                (
                    "hub",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.hub",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="hubs.hubpartner",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("subject_nl", models.CharField(max_length=150, verbose_name="subject in Dutch")),
                ("subject_en", models.CharField(max_length=150, verbose_name="subject in English")),
                ("body_nl", models.TextField(max_length=4000, verbose_name="text in Dutch")),
                ("body_en", models.TextField(max_length=4000, verbose_name="text in English")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_templates",
                        to="hubs.hub",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "ordering": ["title"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired", False)),
                        fields=("hub", "title"),
                        name="hubs_lettertemplate_title_is_unique",
                        nulls_distinct=False,
                        violation_error_message="Your desk already has a letter with this title.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Moment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("assigned", "assigned"),
                            ("note", "note"),
                            ("call", "telephone call"),
                            ("visit", "visit"),
                            ("meeting", "meeting"),
                            ("mail_out", "e-mail sent"),
                            ("mail_in", "e-mail received"),
                            ("referred", "referred"),
                            ("offered", "handed over"),
                            ("accepted", "accepted"),
                            ("came_back", "came back"),
                            ("closed", "closed"),
                            ("reopened", "opened again"),
                            ("merged", "merged"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="day")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="text")),
                ("details", models.JSONField(blank=True, default=dict)),
                ("public", models.BooleanField(default=False, verbose_name="the company sees this")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                ("message_id", models.CharField(blank=True, max_length=250)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moments",
                        to="hubs.company",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moments",
                        to="hubs.helprequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "moment",
                "verbose_name_plural": "moments",
                "ordering": ["recorded_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("company__isnull", False), ("request__isnull", False), _connector="OR"),
                        name="hubs_moment_belongs_somewhere",
                        violation_error_message="A moment belongs to a company or a request.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("message_id", ""), _negated=True),
                        fields=("message_id",),
                        name="hubs_moment_message_is_taken_in_once",
                        violation_error_message="This e-mail is already there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("referred_at", models.DateTimeField(verbose_name="referred at")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.hub",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.instrument",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.partner",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="hubs.helprequest"
                    ),
                ),
            ],
            options={
                "verbose_name": "referral",
                "verbose_name_plural": "referrals",
                "ordering": ["referred_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fieldlab__isnull", False),
                                ("hub__isnull", True),
                                ("instrument__isnull", True),
                                ("partner__isnull", True),
                            ),
                            models.Q(
                                ("fieldlab__isnull", True),
                                ("hub__isnull", True),
                                ("instrument__isnull", True),
                                ("partner__isnull", False),
                            ),
                            models.Q(
                                ("fieldlab__isnull", True),
                                ("hub__isnull", True),
                                ("instrument__isnull", False),
                                ("partner__isnull", True),
                            ),
                            models.Q(
                                ("fieldlab__isnull", True),
                                ("hub__isnull", False),
                                ("instrument__isnull", True),
                                ("partner__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="hubs_referral_has_one_target",
                        violation_error_message="Refer to one Fieldlab, partner, instrument or hub.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "registered"),
                            ("waiting", "on the waiting list"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="your name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("company_name", models.CharField(blank=True, max_length=200, verbose_name="name of the company")),
                ("kvk_number", models.CharField(blank=True, max_length=8, verbose_name="KvK number")),
                ("identity", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Dutch"), ("en", "English")],
                        default="nl",
                        max_length=2,
                        verbose_name="language of letters",
                    ),
                ),
                ("registered_at", models.DateTimeField(verbose_name="registered at")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled at")),
                ("attended", models.BooleanField(blank=True, null=True, verbose_name="was there")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="personal data removed at")),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="hubs.event"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "ordering": ["registered_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True), models.Q(("email", ""), _negated=True)
                        ),
                        fields=("event", "email"),
                        name="hubs_registration_once_for_an_address",
                        violation_error_message="This e-mail address is already registered for this event.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                            models.Q(models.Q(("state", "cancelled"), _negated=True), ("cancelled_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="hubs_registration_cancelled_has_moment",
                        violation_error_message="A cancelled registration has its moment, and no other has.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("company_name", ""),
                                ("email", ""),
                                ("erased_at__isnull", False),
                                ("kvk_number", ""),
                                ("name", ""),
                            ),
                            models.Q(
                                ("erased_at__isnull", True),
                                models.Q(("name", ""), _negated=True),
                                models.Q(("email", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="hubs_registration_has_name_until_erased",
                        violation_error_message="Give your name and your e-mail address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="hubs_registration_email_is_lower_case",
                        violation_error_message="Write the e-mail address in lower case.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceDelivered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advice", "advice"),
                            ("demonstration", "demonstration"),
                            ("validation", "test and validation"),
                            ("proof_of_concept", "proof of concept"),
                            ("prototype", "prototype"),
                            ("pilot_line", "pilot line or small series"),
                            ("certification", "help with certification"),
                            ("training", "training"),
                            ("use", "use of equipment or space"),
                            ("network", "network and finding partners"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="what was done")),
                ("delivered_on", models.DateField(verbose_name="day")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="worth without VAT"
                    ),
                ),
                (
                    "paid",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="paid by the company"
                    ),
                ),
                (
                    "aid_basis",
                    models.CharField(
                        choices=[
                            ("unknown", "not stated"),
                            ("market", "market price: no State aid"),
                            ("none", "no economic activity: no State aid"),
                            ("de_minimis", "de minimis Regulation"),
                            ("gber_28", "General Block Exemption, article 28: innovation aid for SMEs"),
                            ("gber_18", "General Block Exemption, article 18: consultancy for SMEs"),
                            ("gber_31", "General Block Exemption, article 31: training aid"),
                            ("gber_26a", "General Block Exemption, article 26a: testing and experimentation"),
                        ],
                        max_length=10,
                        verbose_name="State aid",
                    ),
                ),
                ("award_number", models.CharField(blank=True, max_length=30, null=True, verbose_name="award")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back at")),
                ("withdrawal_reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services_delivered",
                        to="hubs.company",
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services_delivered",
                        to="hubs.hub",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services_delivered",
                        to="hubs.helprequest",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "service delivered",
                "verbose_name_plural": "services delivered",
                "ordering": ["-delivered_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                            models.Q(("paid__isnull", True), ("paid__gte", 0), _connector="OR"),
                        ),
                        name="hubs_servicedelivered_amounts_are_not_negative",
                        violation_error_message="An amount is not below zero. Leave it empty when it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("aid_basis__in", ["unknown", "market", "none"]), ("amount__isnull", False), _connector="OR"
                        ),
                        name="hubs_servicedelivered_aid_has_amount",
                        violation_error_message="For State aid the worth must be known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawal_reason", ""),
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="hubs_servicedelivered_withdrawn_has_person_and_reason",
                        violation_error_message="Say why you take this back.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceDeliveredEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advice", "advice"),
                            ("demonstration", "demonstration"),
                            ("validation", "test and validation"),
                            ("proof_of_concept", "proof of concept"),
                            ("prototype", "prototype"),
                            ("pilot_line", "pilot line or small series"),
                            ("certification", "help with certification"),
                            ("training", "training"),
                            ("use", "use of equipment or space"),
                            ("network", "network and finding partners"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="what was done")),
                ("delivered_on", models.DateField(verbose_name="day")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="worth without VAT"
                    ),
                ),
                (
                    "paid",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="paid by the company"
                    ),
                ),
                (
                    "aid_basis",
                    models.CharField(
                        choices=[
                            ("unknown", "not stated"),
                            ("market", "market price: no State aid"),
                            ("none", "no economic activity: no State aid"),
                            ("de_minimis", "de minimis Regulation"),
                            ("gber_28", "General Block Exemption, article 28: innovation aid for SMEs"),
                            ("gber_18", "General Block Exemption, article 18: consultancy for SMEs"),
                            ("gber_31", "General Block Exemption, article 31: training aid"),
                            ("gber_26a", "General Block Exemption, article 26a: testing and experimentation"),
                        ],
                        max_length=10,
                        verbose_name="State aid",
                    ),
                ),
                ("award_number", models.CharField(blank=True, max_length=30, null=True, verbose_name="award")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back at")),
                ("withdrawal_reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.company",
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.hub",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="hubs.servicedelivered",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.helprequest",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until and including")),
                ("noted_at", models.DateTimeField(verbose_name="noted at")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled at")),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="away",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stand-in",
                    ),
                ),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="hubs_absence_ends_after_start",
                        violation_error_message="The last day comes after the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stand_in", models.F("person")), _negated=True),
                        name="hubs_absence_stand_in_is_somebody_else",
                        violation_error_message="Choose somebody else as stand-in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                            models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hubs_absence_cancelled_has_person",
                        violation_error_message="A cancelled absence has who cancelled it.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hub",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "hubs_hubevent" ("address", "as_of", "email", "evidence", "founded", "host", "host_sourced", "id", "intro_en", "intro_nl", "name", "note_en", "note_nl", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "slug", "sources", "telephone", "version", "website") VALUES (NEW."address", NEW."as_of", NEW."email", NEW."evidence", NEW."founded", NEW."host", NEW."host_sourced", NEW."id", NEW."intro_en", NEW."intro_nl", NEW."name", NEW."note_en", NEW."note_nl", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."region_id", NEW."slug", NEW."sources", NEW."telephone", NEW."version", NEW."website"); RETURN NULL;',
                    hash="309f6c33cf42c9d92201c03fcfc655de7df0cbe0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_87df6",
                    table="hubs_hub",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hub",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "hubs_hubevent" ("address", "as_of", "email", "evidence", "founded", "host", "host_sourced", "id", "intro_en", "intro_nl", "name", "note_en", "note_nl", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "slug", "sources", "telephone", "version", "website") VALUES (NEW."address", NEW."as_of", NEW."email", NEW."evidence", NEW."founded", NEW."host", NEW."host_sourced", NEW."id", NEW."intro_en", NEW."intro_nl", NEW."name", NEW."note_en", NEW."note_nl", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."region_id", NEW."slug", NEW."sources", NEW."telephone", NEW."version", NEW."website"); RETURN NULL;',
                    hash="477c7dc1670c1f4a119382f4752402cfa4ee7622",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_481b6",
                    table="hubs_hub",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="helprequestevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a8f6012f45273b84caac1f30fa6d334e483a5db7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8db7f",
                    table="hubs_helprequestevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="helprequest",
            index=models.Index(fields=["hub", "-created_at"], name="hubs_helprequest_of_desk"),
        ),
        migrations.AddIndex(
            model_name="helprequest",
            index=models.Index(
                condition=models.Q(("state__in", ["new", "taken", "contact", "referred"])),
                fields=["hub", "answer_due_at"],
                name="hubs_helprequest_open",
            ),
        ),
        migrations.AddIndex(
            model_name="helprequest",
            index=models.Index(fields=["assigned_to", "state"], name="hubs_helprequest_in_hand"),
        ),
        migrations.AddIndex(
            model_name="helprequest",
            index=models.Index(
                condition=models.Q(("erased_at__isnull", True)), fields=["created_at"], name="hubs_helprequest_kept"
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["new", "taken", "contact", "referred", "closed", "merged", "withdrawn"])
                ),
                name="hubs_helprequest_state_is_known",
                violation_error_message="This is not a state of a help request.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["taken", "contact", "referred"]), _negated=True),
                    ("assigned_to__isnull", False),
                    _connector="OR",
                ),
                name="hubs_helprequest_in_hand_has_person",
                violation_error_message="Somebody must have this request in hand.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="hubs_helprequest_answer_has_person",
                violation_error_message="A first answer has who gave it, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("state", "closed"),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    models.Q(("state", "closed"), _negated=True),
                    _connector="OR",
                ),
                name="hubs_helprequest_closed_has_outcome_person_and_moment",
                violation_error_message="Say with what outcome you close this request.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["closed", "withdrawn", "merged"]),
                    models.Q(
                        ("closed_at__isnull", True),
                        ("investment__isnull", True),
                        ("jobs__isnull", True),
                        ("outcome", ""),
                    ),
                    _connector="OR",
                ),
                name="hubs_helprequest_open_has_no_outcome",
                violation_error_message="A request that is open has no outcome yet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("investment__isnull", True), ("investment__gte", 0), _connector="OR"),
                name="hubs_helprequest_investment_is_not_negative",
                violation_error_message="An investment is not below zero. Leave it empty when it is unknown.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                    models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)),
                    ("state", "withdrawn"),
                    _connector="OR",
                ),
                name="hubs_helprequest_merged_has_other",
                violation_error_message="A merged request has the one into which it went.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("pk")), _negated=True),
                name="hubs_helprequest_not_merged_with_itself",
                violation_error_message="Choose another request to merge with.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="hubs_helprequest_withdrawn_has_moment",
                violation_error_message="A withdrawn request has the moment of its withdrawal, and no other has.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True), ("erased_at__isnull", False), _connector="OR"
                ),
                name="hubs_helprequest_withdrawn_is_erased",
                violation_error_message="What a company withdraws is removed at once.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(
                        ("attachment__isnull", True),
                        ("company_name", ""),
                        ("contact_name", ""),
                        ("email", ""),
                        ("place__isnull", True),
                        ("question", ""),
                        ("subjects", []),
                        ("telephone", ""),
                    ),
                    _connector="OR",
                ),
                name="hubs_helprequest_erased_holds_nothing",
                violation_error_message="A request whose data are removed holds none of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", False),
                    models.Q(
                        models.Q(("company_name", ""), _negated=True),
                        models.Q(("contact_name", ""), _negated=True),
                        models.Q(("email", ""), _negated=True),
                        models.Q(("question", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hubs_helprequest_can_be_answered",
                violation_error_message="Give your company, your name, your e-mail address and a question.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="hubs_helprequest_email_is_lower_case",
                violation_error_message="Write the e-mail address in lower case.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent_version", ""), _negated=True), ("consented_at__lte", models.F("created_at"))
                ),
                name="hubs_helprequest_has_consent",
                violation_error_message="A request is sent after the company agreed to it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__isnull", True), ("region__isnull", False), _connector="OR"),
                name="hubs_helprequest_place_has_region",
                violation_error_message="Give a place with its region.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="helprequest",
            trigger=pgtrigger.compiler.Trigger(
                name="state_follows_its_way",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))',
                    func="\n        IF OLD.state || '>' || NEW.state NOT IN ('closed>contact', 'closed>withdrawn', 'contact>closed', 'contact>contact', 'contact>merged', 'contact>new', 'contact>referred', 'contact>withdrawn', 'merged>withdrawn', 'new>closed', 'new>contact', 'new>merged', 'new>new', 'new>referred', 'new>taken', 'new>withdrawn', 'referred>closed', 'referred>contact', 'referred>merged', 'referred>new', 'referred>referred', 'referred>withdrawn', 'taken>closed', 'taken>contact', 'taken>merged', 'taken>new', 'taken>referred', 'taken>withdrawn') THEN\n            RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'hubs_helprequest_state_follows_its_way', MESSAGE = 'hubs_helprequest_state_follows_its_way';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="bb1e3fa45e159ae82147fb2590e86afaa43e4e02",
                    operation='UPDATE OF "state"',
                    pgid="pgtrigger_state_follows_its_way_7d916",
                    table="hubs_helprequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="helprequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "hubs_helprequestevent" ("answer_due_at", "answered_at", "answered_by_id", "assigned_to_id", "closed_at", "closed_by_id", "company_id", "confirmation_refused_at", "confirmation_sent_at", "consent_version", "consented_at", "created_at", "created_by_id", "desk_told_at", "erased_at", "fieldlab_id", "hub_id", "id", "investment", "jobs", "language", "merged_into_id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "source", "state", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."answer_due_at", NEW."answered_at", NEW."answered_by_id", NEW."assigned_to_id", NEW."closed_at", NEW."closed_by_id", NEW."company_id", NEW."confirmation_refused_at", NEW."confirmation_sent_at", NEW."consent_version", NEW."consented_at", NEW."created_at", NEW."created_by_id", NEW."desk_told_at", NEW."erased_at", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."investment", NEW."jobs", NEW."language", NEW."merged_into_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."region_id", NEW."source", NEW."state", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="77addcb3a58f2d393b561ba5f1ea8bc3769e224e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fbcc4",
                    table="hubs_helprequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="helprequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answer_due_at" IS DISTINCT FROM (NEW."answer_due_at") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."assigned_to_id" IS DISTINCT FROM (NEW."assigned_to_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."confirmation_refused_at" IS DISTINCT FROM (NEW."confirmation_refused_at") OR OLD."confirmation_sent_at" IS DISTINCT FROM (NEW."confirmation_sent_at") OR OLD."consent_version" IS DISTINCT FROM (NEW."consent_version") OR OLD."consented_at" IS DISTINCT FROM (NEW."consented_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."desk_told_at" IS DISTINCT FROM (NEW."desk_told_at") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."fieldlab_id" IS DISTINCT FROM (NEW."fieldlab_id") OR OLD."hub_id" IS DISTINCT FROM (NEW."hub_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."investment" IS DISTINCT FROM (NEW."investment") OR OLD."jobs" IS DISTINCT FROM (NEW."jobs") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id"))',
                    func='INSERT INTO "hubs_helprequestevent" ("answer_due_at", "answered_at", "answered_by_id", "assigned_to_id", "closed_at", "closed_by_id", "company_id", "confirmation_refused_at", "confirmation_sent_at", "consent_version", "consented_at", "created_at", "created_by_id", "desk_told_at", "erased_at", "fieldlab_id", "hub_id", "id", "investment", "jobs", "language", "merged_into_id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "source", "state", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."answer_due_at", NEW."answered_at", NEW."answered_by_id", NEW."assigned_to_id", NEW."closed_at", NEW."closed_by_id", NEW."company_id", NEW."confirmation_refused_at", NEW."confirmation_sent_at", NEW."consent_version", NEW."consented_at", NEW."created_at", NEW."created_by_id", NEW."desk_told_at", NEW."erased_at", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."investment", NEW."jobs", NEW."language", NEW."merged_into_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."region_id", NEW."source", NEW."state", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="8b7737c2426305f05b294dfb8086cc53b13fea46",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e97f4",
                    table="hubs_helprequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1f660825737b0f1d58e5f0e194e2516a3b148004",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_01783",
                    table="hubs_eventevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="hubs_event_ends_after_start",
                violation_error_message="An event ends after it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes_at__isnull", True), ("closes_at__lte", models.F("ends_at")), _connector="OR"
                ),
                name="hubs_event_registration_closes_before_end",
                violation_error_message="Registration closes before the event ends.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__isnull", True), ("seats__gt", 0), _connector="OR"),
                name="hubs_event_seats_are_positive",
                violation_error_message="Give at least one place, or leave it empty for no limit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancel_reason", ""), ("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                    models.Q(
                        ("cancelled_at__isnull", False),
                        ("cancelled_by__isnull", False),
                        models.Q(("cancel_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hubs_event_cancelled_has_person_and_reason",
                violation_error_message="Say why the event does not take place.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_its_seats",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."seats" IS NOT NULL)',
                    func="\n        IF NEW.seats < (\n            SELECT count(*) FROM hubs_registration WHERE event_id = NEW.id AND state = 'registered'\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'hubs_event_keeps_its_seats', MESSAGE = 'hubs_event_keeps_its_seats';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="4e8f038b9f4c8cfef9c2f2cc75b1ce7fe4aa173f",
                    operation='UPDATE OF "seats"',
                    pgid="pgtrigger_keeps_its_seats_f0935",
                    table="hubs_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "hubs_eventevent" ("address", "cancel_reason", "cancelled_at", "cancelled_by_id", "closes_at", "ends_at", "fieldlab_id", "hub_id", "id", "online_url", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "publication", "registration", "seats", "slug", "starts_at", "text_en", "text_nl", "title_en", "title_nl", "uid", "version") VALUES (NEW."address", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."closes_at", NEW."ends_at", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."online_url", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."publication", NEW."registration", NEW."seats", NEW."slug", NEW."starts_at", NEW."text_en", NEW."text_nl", NEW."title_en", NEW."title_nl", NEW."uid", NEW."version"); RETURN NULL;',
                    hash="d2fc5f1d221cc44a38bd31209154518850a7a860",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0af6b",
                    table="hubs_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "hubs_eventevent" ("address", "cancel_reason", "cancelled_at", "cancelled_by_id", "closes_at", "ends_at", "fieldlab_id", "hub_id", "id", "online_url", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "publication", "registration", "seats", "slug", "starts_at", "text_en", "text_nl", "title_en", "title_nl", "uid", "version") VALUES (NEW."address", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."closes_at", NEW."ends_at", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."online_url", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_id", NEW."publication", NEW."registration", NEW."seats", NEW."slug", NEW."starts_at", NEW."text_en", NEW."text_nl", NEW."title_en", NEW."title_nl", NEW."uid", NEW."version"); RETURN NULL;',
                    hash="3e376c1bfd9fd3825a2bfdc630cb7ada90e69c45",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f4b70",
                    table="hubs_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="companyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="39fdeb53c86ef3e0ee429c20ed925a78925b0227",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d1bed",
                    table="hubs_companyevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(fields=["identity"], name="hubs_company_identity"),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.UniqueConstraint(
                condition=models.Q(("identity", ""), _negated=True),
                fields=("hub", "identity"),
                name="hubs_company_once_at_a_desk",
                nulls_distinct=False,
                violation_error_message="Your desk already knows this company.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(("kvk_number", ""), ("kvk_number__regex", "^[0-9]{8}$"), _connector="OR"),
                name="hubs_company_kvk_number_has_8_digits",
                violation_error_message="A KvK number has 8 digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="hubs_company_email_is_lower_case",
                violation_error_message="Write the e-mail address in lower case.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), ("erased_at__isnull", False), _connector="OR"
                ),
                name="hubs_company_has_name_until_erased",
                violation_error_message="Give the name of the company.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(
                        ("contact_name", ""),
                        ("email", ""),
                        ("kvk_number", ""),
                        ("name", ""),
                        ("place__isnull", True),
                        ("telephone", ""),
                    ),
                    _connector="OR",
                ),
                name="hubs_company_erased_holds_nothing",
                violation_error_message="A company whose data are removed holds none of them.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "hubs_companyevent" ("added_at", "added_by_id", "erased_at", "hub_id", "id", "identity", "known_since", "last_contact_on", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "sector_id", "size_id", "source", "version") VALUES (NEW."added_at", NEW."added_by_id", NEW."erased_at", NEW."hub_id", NEW."id", NEW."identity", NEW."known_since", NEW."last_contact_on", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."region_id", NEW."sector_id", NEW."size_id", NEW."source", NEW."version"); RETURN NULL;',
                    hash="96531015cd66da806c311416016a02484cc42c58",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e5d7c",
                    table="hubs_company",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."hub_id" IS DISTINCT FROM (NEW."hub_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR OLD."known_since" IS DISTINCT FROM (NEW."known_since") OR OLD."last_contact_on" IS DISTINCT FROM (NEW."last_contact_on") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id") OR OLD."sector_id" IS DISTINCT FROM (NEW."sector_id") OR OLD."size_id" IS DISTINCT FROM (NEW."size_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "hubs_companyevent" ("added_at", "added_by_id", "erased_at", "hub_id", "id", "identity", "known_since", "last_contact_on", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "sector_id", "size_id", "source", "version") VALUES (NEW."added_at", NEW."added_by_id", NEW."erased_at", NEW."hub_id", NEW."id", NEW."identity", NEW."known_since", NEW."last_contact_on", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."region_id", NEW."sector_id", NEW."size_id", NEW."source", NEW."version"); RETURN NULL;',
                    hash="5f639510e23e576e40ccde8f042dc2f46c084c71",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_11dfb",
                    table="hubs_company",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="articleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ec4330129165f21a12b3d60d19e81f92d62d00e3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5890c",
                    table="hubs_articleevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("company", ""), ("consented_on__isnull", False), _connector="OR"),
                name="hubs_article_named_company_agreed",
                violation_error_message="Name a company only if it agreed, and say when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="hubs_article_published_has_person",
                violation_error_message="A published article has who published it.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "hubs_articleevent" ("body_en", "body_nl", "company", "consented_on", "fieldlab_id", "hub_id", "id", "intro_en", "intro_nl", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "slug", "title_en", "title_nl", "transformation_id", "version") VALUES (NEW."body_en", NEW."body_nl", NEW."company", NEW."consented_on", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."intro_en", NEW."intro_nl", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."slug", NEW."title_en", NEW."title_nl", NEW."transformation_id", NEW."version"); RETURN NULL;',
                    hash="6d21da3d00b04c43bd72e1c92e4b4049c8b0f4f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f12ba",
                    table="hubs_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "hubs_articleevent" ("body_en", "body_nl", "company", "consented_on", "fieldlab_id", "hub_id", "id", "intro_en", "intro_nl", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "slug", "title_en", "title_nl", "transformation_id", "version") VALUES (NEW."body_en", NEW."body_nl", NEW."company", NEW."consented_on", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."intro_en", NEW."intro_nl", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."slug", NEW."title_en", NEW."title_nl", NEW."transformation_id", NEW."version"); RETURN NULL;',
                    hash="1e2a9af1984dc2f211bd37df857370688436094d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f023",
                    table="hubs_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hubevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6d7a7c86435002aa84e477eedc110187eb10ba4e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9a0e0",
                    table="hubs_hubevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hubpartner",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "hubs_hubpartnerevent" ("hub_id", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_en", "role_nl", "website") VALUES (NEW."hub_id", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."role_en", NEW."role_nl", NEW."website"); RETURN NULL;',
                    hash="0888d17b230a98735c45d14c0ce78e8853c599ad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f9764",
                    table="hubs_hubpartner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hubpartner",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "hubs_hubpartnerevent" ("hub_id", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_en", "role_nl", "website") VALUES (NEW."hub_id", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role_en", NEW."role_nl", NEW."website"); RETURN NULL;',
                    hash="af240ac645c573f5c6ec8167b02a8369be5d6bf6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_986df",
                    table="hubs_hubpartner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hubpartner",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "hubs_hubpartnerevent" ("hub_id", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_en", "role_nl", "website") VALUES (OLD."hub_id", OLD."id", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role_en", OLD."role_nl", OLD."website"); RETURN NULL;',
                    hash="7797a2440878e6a66f014b1bd68860efb7c4c55b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b6dde",
                    table="hubs_hubpartner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hubpartnerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4cc4b5597e5017c2179183a46e90b886b3dd8104",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_af209",
                    table="hubs_hubpartnerevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="moment",
            index=models.Index(fields=["request", "recorded_at"], name="hubs_moment_of_request"),
        ),
        migrations.AddIndex(
            model_name="moment",
            index=models.Index(fields=["company", "recorded_at"], name="hubs_moment_of_company"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registration",
            trigger=pgtrigger.compiler.Trigger(
                name="event_is_not_overfull",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"state\" = 'registered')",
                    declare="DECLARE places integer;",
                    func="\n        SELECT seats INTO places FROM hubs_event WHERE id = NEW.event_id FOR NO KEY UPDATE;\n        IF places IS NOT NULL AND places <= (\n            SELECT count(*) FROM hubs_registration AS other\n            WHERE other.event_id = NEW.event_id AND other.state = 'registered' AND other.id IS DISTINCT FROM NEW.id\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'hubs_event_is_not_overfull', MESSAGE = 'hubs_event_is_not_overfull';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="b4ed897ab9f040af41f36edff0c08356c0b9fee5",
                    operation='INSERT OR UPDATE OF "state", "event_id"',
                    pgid="pgtrigger_event_is_not_overfull_3a80c",
                    table="hubs_registration",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="servicedelivered",
            index=models.Index(fields=["hub", "delivered_on"], name="hubs_servicedelivered_of_hub"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicedelivered",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "hubs_servicedeliveredevent" ("aid_basis", "amount", "award_number", "company_id", "delivered_on", "description", "fieldlab_id", "hub_id", "id", "kind", "paid", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "request_id", "withdrawal_reason", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."aid_basis", NEW."amount", NEW."award_number", NEW."company_id", NEW."delivered_on", NEW."description", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."kind", NEW."paid", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."request_id", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="047d283fd18372b3a2076166f3bf622886e48022",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_841e6",
                    table="hubs_servicedelivered",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicedelivered",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "hubs_servicedeliveredevent" ("aid_basis", "amount", "award_number", "company_id", "delivered_on", "description", "fieldlab_id", "hub_id", "id", "kind", "paid", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "request_id", "withdrawal_reason", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."aid_basis", NEW."amount", NEW."award_number", NEW."company_id", NEW."delivered_on", NEW."description", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."kind", NEW."paid", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."request_id", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="6de0efb071c1e6e12dd054c91e1510e02769ba64",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b4b76",
                    table="hubs_servicedelivered",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicedeliveredevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="67fc097f3054a684c3d8c63f97387749e30d4123",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c45cf",
                    table="hubs_servicedeliveredevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
