import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="accounts_user_email_is_lower_case",
                        violation_error_message="Write the e-mail address in lower case.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "company"),
                            ("hub", "hub"),
                            ("ministry", "ministry"),
                            ("research", "knowledge institute"),
                            ("education", "educational institution"),
                            ("cofunder", "co-funder"),
                            ("steering", "steering group"),
                            ("expertise", "Expertise Centre"),
                            ("fieldlab", "Fieldlab"),
                            ("auditor", "auditor"),
                            ("portal", "portal management"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("kvk_number", models.CharField(blank=True, max_length=8, verbose_name="KvK number")),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="regions.region",
                        verbose_name="region that it serves or lies in",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kvk_number", ""), ("kvk_number__regex", "^[0-9]{8}$"), _connector="OR"),
                        name="accounts_organisation_kvk_number_has_8_digits",
                        violation_error_message="A KvK number has 8 digits.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kvk_number", ""), _negated=True),
                        fields=("kvk_number",),
                        name="accounts_organisation_kvk_number_is_unique",
                        violation_error_message="An organisation with this KvK number is already known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "hub"), _negated=True), ("region__isnull", False), _connector="OR"
                        ),
                        name="accounts_organisation_hub_has_region",
                        violation_error_message="A hub serves a region: choose it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleHolding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("company", "Company"),
                            ("hub_coordinator", "Hub coordinator"),
                            ("hub_editor", "Hub editor"),
                            ("hub_reader", "Hub reader"),
                            ("fieldlab_contact", "Fieldlab contact"),
                            ("cofunder", "Co-funder"),
                            ("steering", "Steering group"),
                            ("adviser", "Adviser"),
                            ("ministry_reader", "Ministry, reads"),
                            ("ministry_preparer", "Ministry, prepares"),
                            ("ministry_decider", "Ministry, decides"),
                            ("ministry_payer", "Ministry, releases payments"),
                            ("ministry_controller", "Ministry, controller"),
                            ("auditor", "Auditor"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=30,
                        verbose_name="role",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until and including")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_holdings",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_holdings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "verbose_name_plural": "roles",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="accounts_roleholding_ends_after_start",
                        violation_error_message="A role cannot end before it starts.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("person", "organisation", "role"),
                        name="accounts_roleholding_open_once",
                        violation_error_message="This person already holds this role here.",
                    ),
                ],
            },
        ),
    ]
