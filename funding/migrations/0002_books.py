import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import jobs.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_company_names_out_of_history"),
        ("accounts", "__first__"),
        ("funding", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, unique=True)),
                ("sent_on", models.DateField(verbose_name="sent on")),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(unique=True)),
                ("name_nl", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("demo", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "scheme",
                "verbose_name_plural": "schemes",
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                ("number", models.CharField(max_length=40, verbose_name="number")),
                ("year", models.PositiveSmallIntegerField(verbose_name="budget year")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount")),
                (
                    "condition",
                    models.CharField(
                        choices=[("none", "without condition"), ("proof_of_match", "on proof of the match")],
                        max_length=20,
                        verbose_name="condition",
                    ),
                ),
                (
                    "ordered_by",
                    models.CharField(
                        blank=True,
                        choices=[("objection", "objection"), ("court", "court")],
                        max_length=10,
                        verbose_name="ordered by",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="accounts.organisation"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "award",
                "verbose_name_plural": "awards",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="funding_award_amount_is_positive",
                        violation_error_message="An award is above zero.",
                    ),
                    models.UniqueConstraint(
                        fields=("number",),
                        name="funding_award_number_is_unique",
                        violation_error_message="An award with this number already exists.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                ("iban", models.CharField(max_length=34, verbose_name="IBAN")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_accounts",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "account number",
                "verbose_name_plural": "account numbers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("iban__regex", "^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$")),
                        name="funding_bankaccount_iban_has_the_form_of_one",
                        violation_error_message="This is not an IBAN.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BankAccountConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="funding.bankaccount",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation of an account number",
                "verbose_name_plural": "confirmations of account numbers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account",),
                        name="funding_bankaccountconfirmation_is_given_once",
                        violation_error_message="This account number is already confirmed.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                ("until", models.DateField(verbose_name="closed until and including")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "closing of a period",
                "verbose_name_plural": "closings of periods",
                "ordering": ["until"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("until",),
                        name="funding_closing_is_made_once",
                        violation_error_message="This period is already closed.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="explanation")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CostLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fieldlabs", "Fieldlabs"),
                            ("knowledge", "spreading knowledge to SMEs"),
                            ("support", "direct support to SMEs"),
                        ],
                        max_length=10,
                        verbose_name="kind of activity",
                    ),
                ),
                ("description", models.CharField(max_length=200, verbose_name="activity")),
                ("reported", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="reported")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="costs", to="funding.delivery"
                    ),
                ),
            ],
            options={
                "verbose_name": "reported cost",
                "verbose_name_plural": "reported costs",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reported__gt", 0)),
                        name="funding_costline_reported_is_positive",
                        violation_error_message="A reported cost is above zero.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Difference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("reference", models.CharField(max_length=40, verbose_name="number in the financial administration")),
                (
                    "ours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="in the portal"
                    ),
                ),
                (
                    "theirs",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="in the administration"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "difference",
                "verbose_name_plural": "differences",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("match_proof", "proof of the match"),
                            ("yearly_report", "yearly report"),
                            ("performance", "account of what was done"),
                            ("costs", "account of the costs"),
                            ("auditor", "auditor's statement"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="about")),
                ("reason", models.TextField(blank=True, verbose_name="reason for the later date")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="funding.award"
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extended_by",
                        to="funding.duty",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "obligation",
                "verbose_name_plural": "obligations",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instead_of",),
                        name="funding_duty_is_extended_once",
                        violation_error_message="This date was already changed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("instead_of__isnull", True), ("reason__regex", "\\S"), _connector="OR"),
                        name="funding_duty_extension_says_why",
                        violation_error_message="Say why the date moves.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="duty",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="funding.duty"
            ),
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("text", models.TextField(verbose_name="explanation")),
                (
                    "difference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="funding.difference",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "explanation",
                "verbose_name_plural": "explanations",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="funding_explanation_has_text",
                        violation_error_message="Write the explanation.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("accepted", models.BooleanField(verbose_name="accepted")),
                ("note", models.TextField(blank=True, verbose_name="explanation")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="judgements", to="funding.delivery"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "judgement",
                "verbose_name_plural": "judgements",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("delivery",),
                        name="funding_judgement_is_given_once",
                        violation_error_message="This evidence was already judged.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted", True), ("note__regex", "\\S"), _connector="OR"),
                        name="funding_judgement_return_says_why",
                        violation_error_message="Say what must be mended.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AcceptedCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="accepted")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "cost",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accepted", to="funding.costline"
                    ),
                ),
                (
                    "judgement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="costs", to="funding.judgement"
                    ),
                ),
            ],
            options={
                "verbose_name": "accepted cost",
                "verbose_name_plural": "accepted costs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cost",),
                        name="funding_acceptedcost_is_given_once",
                        violation_error_message="This cost was already judged.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="funding_acceptedcost_amount_is_not_negative",
                        violation_error_message="An accepted cost is not below zero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "decision to grant"),
                            ("refuse", "decision to refuse"),
                            ("amend", "decision to change the award"),
                            ("keep", "decision not to change the award"),
                            ("advance", "decision on an advance"),
                            ("settle", "settlement"),
                            ("revoke", "withdrawal of the award"),
                            ("recover", "recovery"),
                            ("objection", "decision on an objection"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "asked",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount asked"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount"),
                ),
                (
                    "refused",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="not given"
                    ),
                ),
                (
                    "legal_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("4:25", "the ceiling would be passed (Awb 4:25, second paragraph)"),
                            ("4:35", "the plan does not meet what is asked (Awb 4:35)"),
                            ("4:46-a", "activities did not or not wholly take place (Awb 4:46, second paragraph, a)"),
                            ("4:46-b", "obligations were not met (Awb 4:46, second paragraph, b)"),
                            ("4:46-c", "wrong or incomplete data were given (Awb 4:46, second paragraph, c)"),
                            (
                                "4:46-d",
                                "the award was otherwise wrong and the recipient should have known (Awb 4:46, d)",
                            ),
                            ("4:48", "withdrawn or changed before settlement (Awb 4:48)"),
                            ("4:49", "withdrawn or changed after settlement (Awb 4:49)"),
                            ("4:50", "changed circumstances or views, with due notice (Awb 4:50)"),
                            ("4:57", "paid without being due, so recovered (Awb 4:57)"),
                        ],
                        max_length=10,
                        verbose_name="legal ground",
                    ),
                ),
                ("ground", models.TextField(verbose_name="grounds")),
                ("conditions", models.TextField(blank=True, verbose_name="obligations")),
                ("decided_on", models.DateField(verbose_name="date")),
                ("objection_until", models.DateField(verbose_name="objection until and including")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="to be paid back by")),
                (
                    "award",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="funding.award",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="accounts.organisation"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number",),
                        name="funding_letter_number_is_unique",
                        violation_error_message="A letter with this number already exists.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "recover"), _negated=True),
                            models.Q(("amount__gt", 0), ("amount__isnull", False), ("due_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="funding_letter_recovery_has_a_last_day",
                        violation_error_message="A recovery has an amount and a last day.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="duty",
            name="letter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="funding.letter"
            ),
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("decide", "decide on awards and settlements"),
                            ("approve", "approve payments"),
                            ("release", "release payments"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until and including")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "stands_in_for",
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
                "verbose_name": "mandate",
                "verbose_name_plural": "mandates",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="funding_mandate_ends_after_start",
                        violation_error_message="A mandate cannot end before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_by", models.F("person")), _negated=True),
                        name="funding_mandate_is_given_by_another",
                        violation_error_message="Nobody gives a mandate to themselves.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="mandate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="funding.mandate"
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="mandate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="funding.mandate"
            ),
        ),
        migrations.CreateModel(
            name="MandateEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                ("ends_on", models.DateField(verbose_name="until and including")),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ends", to="funding.mandate"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal of a mandate",
                "verbose_name_plural": "withdrawals of mandates",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mandate",),
                        name="funding_mandateend_is_given_once",
                        violation_error_message="This mandate has already been withdrawn.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchPool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pools", to="funding.budgetline"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="match_pools",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "match pool",
                "verbose_name_plural": "match pools",
            },
        ),
        migrations.AddField(
            model_name="award",
            name="pool",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="funding.matchpool"
            ),
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received on")),
                ("text", models.TextField(verbose_name="grounds")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="funding.letter"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "objection",
                "verbose_name_plural": "objections",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter",),
                        name="funding_objection_is_made_once",
                        violation_error_message="There is already an objection against this letter.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="funding_objection_has_grounds",
                        violation_error_message="Say why you object.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="objection",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="funding.objection",
            ),
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="funding.award"
                    ),
                ),
                (
                    "bank_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="funding.bankaccount"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "verbose_name_plural": "payments",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="funding_payment_amount_is_positive",
                        violation_error_message="A payment is above zero.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="payment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="funding.payment",
            ),
        ),
        migrations.CreateModel(
            name="PaymentWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("withdrawn", "withdrawn"), ("refused", "refused")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="funding.payment"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal of a payment",
                "verbose_name_plural": "withdrawals of payments",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("payment",),
                        name="funding_paymentwithdrawal_is_made_once",
                        violation_error_message="This payment was already withdrawn or refused.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="funding_paymentwithdrawal_says_why",
                        violation_error_message="Say why the payment does not go on.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regional", "regional plan"),
                            ("business", "business plan"),
                            ("support", "support programme"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="funding.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="accounts.organisation"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan",
                "verbose_name_plural": "plans",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "regional"), _negated=True), ("region__isnull", False), _connector="OR"
                        ),
                        name="funding_plan_regional_has_region",
                        violation_error_message="A regional plan is for a region: choose it.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="matchpool",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pools",
                to="funding.plan",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="funding.plan",
            ),
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("summary", models.TextField(blank=True, verbose_name="what changes, for whom, and how")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "requested",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount asked"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="saved at")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted at")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="funding.plan"
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
                (
                    "submitted_by",
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
                "verbose_name": "version of a plan",
                "verbose_name_plural": "versions of a plan",
                "ordering": ["plan", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"),
                        name="funding_planversion_number_is_unique",
                        violation_error_message="This version of the plan already exists.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("submitted_at__isnull", True)),
                        fields=("plan",),
                        name="funding_planversion_one_is_open",
                        violation_error_message="A version of this plan is already being written.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="funding_planversion_ends_after_start",
                        violation_error_message="The last day comes after the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(
                                ("requested__gt", 0),
                                ("requested__isnull", False),
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="funding_planversion_submitted_is_complete",
                        violation_error_message="A submitted plan has an amount and somebody who submitted it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submit", "submitted"),
                            ("take_up", "taken into review"),
                            ("return", "returned"),
                            ("withdraw", "withdrawn by the applicant"),
                            ("grant", "granted"),
                            ("refuse", "refused"),
                            ("amend", "award changed"),
                            ("keep", "change not granted"),
                            ("settle", "settled"),
                            ("revoke", "award withdrawn by the ministry"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="explanation")),
                ("valid_on", models.DateField(default=jobs.clock.today, verbose_name="valid on")),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="funding.letter",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="funding.plan"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="funding.planversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a plan",
                "verbose_name_plural": "steps of a plan",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["return", "withdraw"]), _negated=True),
                            ("note__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="funding_planstep_return_says_why",
                        violation_error_message="Say why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["grant", "refuse", "amend", "keep", "settle", "revoke"]), _negated=True
                            ),
                            ("letter__isnull", False),
                            _connector="OR",
                        ),
                        name="funding_planstep_decision_has_a_letter",
                        violation_error_message="A decision is sent as a letter.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanInstalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="funding.planversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "instalment",
                "verbose_name_plural": "instalments",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "year"),
                        name="funding_planinstalment_year_is_unique",
                        violation_error_message="This year is already in the schedule.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="funding_planinstalment_amount_is_positive",
                        violation_error_message="An instalment is above zero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200, verbose_name="indicator")),
                ("unit", models.CharField(max_length=60, verbose_name="unit")),
                (
                    "start",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="now"),
                ),
                ("target", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="target")),
                ("due_on", models.DateField(verbose_name="reached by")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="indicators", to="funding.planversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanActivity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fieldlabs", "Fieldlabs"),
                            ("knowledge", "spreading knowledge to SMEs"),
                            ("support", "direct support to SMEs"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="activity")),
                ("description", models.TextField(blank=True, verbose_name="what happens")),
                ("cost", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="cost")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="activities", to="funding.planversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cost__gt", 0)),
                        name="funding_planactivity_cost_is_positive",
                        violation_error_message="The cost of an activity is above zero.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="award",
            name="plan_version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="awards",
                to="funding.planversion",
            ),
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cash", "money"), ("in_kind", "in kind")], max_length=10, verbose_name="kind"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("provincial", "own money of a province"),
                            ("municipal", "own money of a municipality"),
                            ("metropolitan", "own money of a metropolitan area"),
                            ("european", "money of the European Union"),
                            ("private", "private money"),
                            ("state_subsidy", "subsidy of the State"),
                            ("state_specific_grant", "specific grant of the State (SPUK)"),
                            ("state_contract", "contract of the State"),
                            ("state_cofinancing", "co-financing by the State"),
                            ("state_hours", "hours that the State pays"),
                            ("unknown", "unknown"),
                        ],
                        max_length=30,
                        verbose_name="origin",
                    ),
                ),
                ("evidence", models.CharField(max_length=200, verbose_name="evidence")),
                ("valued_on", models.DateField(blank=True, null=True, verbose_name="valued on")),
                ("valuation", models.CharField(blank=True, max_length=200, verbose_name="valuation document")),
                ("without_vat", models.BooleanField(blank=True, null=True, verbose_name="without recoverable VAT")),
                (
                    "also_declared",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="also declared with"),
                ),
                (
                    "claimed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges_claimed",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "funder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges_made",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="funding.matchpool"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "pledge",
                "verbose_name_plural": "pledges",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True),
                        name="funding_pledge_has_evidence",
                        violation_error_message="Name the document in which the co-funder promises this.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "grant"),
                            ("refuse", "refuse"),
                            ("amend", "change the award"),
                            ("keep", "do not grant the change"),
                            ("settle", "settle"),
                            ("revoke", "withdraw the award"),
                            ("recover", "recover"),
                            ("objection", "decide on the objection"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount"),
                ),
                (
                    "condition",
                    models.CharField(
                        choices=[("none", "without condition"), ("proof_of_match", "on proof of the match")],
                        default="none",
                        max_length=20,
                        verbose_name="condition",
                    ),
                ),
                (
                    "legal_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("4:25", "the ceiling would be passed (Awb 4:25, second paragraph)"),
                            ("4:35", "the plan does not meet what is asked (Awb 4:35)"),
                            ("4:46-a", "activities did not or not wholly take place (Awb 4:46, second paragraph, a)"),
                            ("4:46-b", "obligations were not met (Awb 4:46, second paragraph, b)"),
                            ("4:46-c", "wrong or incomplete data were given (Awb 4:46, second paragraph, c)"),
                            (
                                "4:46-d",
                                "the award was otherwise wrong and the recipient should have known (Awb 4:46, d)",
                            ),
                            ("4:48", "withdrawn or changed before settlement (Awb 4:48)"),
                            ("4:49", "withdrawn or changed after settlement (Awb 4:49)"),
                            ("4:50", "changed circumstances or views, with due notice (Awb 4:50)"),
                            ("4:57", "paid without being due, so recovered (Awb 4:57)"),
                        ],
                        max_length=10,
                        verbose_name="legal ground",
                    ),
                ),
                ("ground", models.TextField(verbose_name="grounds")),
                ("conditions", models.TextField(blank=True, verbose_name="obligations")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("instalments", models.JSONField(blank=True, default=list, verbose_name="cash schedule")),
                (
                    "kept",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="stays for reservations of unknown size",
                    ),
                ),
                ("upheld", models.BooleanField(blank=True, null=True, verbose_name="the objection is upheld")),
                ("beyond_ceiling", models.BooleanField(default=False, verbose_name="beyond the ceiling")),
                (
                    "award",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="funding.award",
                    ),
                ),
                (
                    "objection",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="funding.objection",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="funding.plan"
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="funding.matchpool",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="funding.planversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "prepared decision",
                "verbose_name_plural": "prepared decisions",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__regex", "\\S")),
                        name="funding_proposal_has_grounds",
                        violation_error_message="A decision says on what grounds it rests.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "grant"), _negated=True),
                            models.Q(
                                ("amount__gt", 0),
                                ("amount__isnull", False),
                                ("pool__isnull", False),
                                ("version__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="funding_proposal_grant_has_amount_and_pool",
                        violation_error_message="A grant has an amount above zero, and a place where the match is held.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["grant", "refuse", "objection"]), ("award__isnull", False), _connector="OR"
                        ),
                        name="funding_proposal_is_about_an_award",
                        violation_error_message="This decision is about an award.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["refuse", "revoke", "recover"]), _negated=True),
                            models.Q(("legal_ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="funding_proposal_names_its_legal_ground",
                        violation_error_message="Choose the legal ground.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "objection"), _negated=True),
                            models.Q(("objection__isnull", False), ("upheld__isnull", False)),
                            _connector="OR",
                        ),
                        name="funding_proposal_objection_has_an_outcome",
                        violation_error_message="Say whether the objection is upheld.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beyond_ceiling", False),
                            models.Q(
                                ("amount__gt", 0),
                                ("amount__isnull", False),
                                ("kind", "objection"),
                                ("upheld", True),
                                ("upheld__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="funding_proposal_only_an_objection_passes_the_ceiling",
                        violation_error_message="Only an objection that is upheld may pass the ceiling, by an amount.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="funding.proposal",
            ),
        ),
        migrations.CreateModel(
            name="ProposalReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("note", models.TextField(verbose_name="what must be better")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="funding.proposal"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "returned proposal",
                "verbose_name_plural": "returned proposals",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("note__regex", "\\S")),
                        name="funding_proposalreturn_says_why",
                        violation_error_message="Say what must be better.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "reconciliation",
                "verbose_name_plural": "reconciliations",
                "ordering": ["month", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="funding_reconciliation_month_is_its_first_day",
                        violation_error_message="Choose a month.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="difference",
            name="reconciliation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="differences", to="funding.reconciliation"
            ),
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about", "The plan"),
                            ("activities", "Activities"),
                            ("indicators", "Indicators and targets"),
                            ("budget", "Amount and schedule"),
                            ("match", "Co-funding"),
                            ("attachments", "Attachments"),
                        ],
                        max_length=12,
                        verbose_name="section",
                    ),
                ),
                ("text", models.TextField(verbose_name="remark")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="funding.planversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "remark",
                "verbose_name_plural": "remarks",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="funding_remark_has_text",
                        violation_error_message="Write what you want to say.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                ("year", models.PositiveSmallIntegerField(verbose_name="budget year")),
                ("purpose_nl", models.CharField(max_length=200)),
                ("purpose_en", models.CharField(max_length=200)),
                (
                    "size",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="size"),
                ),
                ("at_least", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="at least")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservations",
                        to="funding.budgetline",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "reservation",
                "verbose_name_plural": "reservations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "year", "purpose_nl", "document"),
                        name="funding_reservation_is_one",
                        violation_error_message="This reservation already exists.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("size__isnull", True),
                            models.Q(("at_least", models.F("size")), ("size__gt", 0)),
                            _connector="OR",
                        ),
                        name="funding_reservation_size_is_positive",
                        violation_error_message="A reservation has a size above zero; leave it empty when it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("at_least__gte", 0)),
                        name="funding_reservation_lower_bound_is_not_negative",
                        violation_error_message="A lower bound is not below zero.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="proposal",
            name="reservation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="funding.reservation",
            ),
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ledger",
                    models.CharField(
                        choices=[("commitments", "commitments"), ("cash", "cash"), ("cofunding", "co-funding")],
                        max_length=15,
                        verbose_name="ledger",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("source", "outside the books"),
                            ("available", "available"),
                            ("reserved", "set apart"),
                            ("committed", "committed"),
                            ("paid", "paid"),
                            ("freed", "come free from an earlier year"),
                            ("intended", "intended"),
                            ("realised", "realised"),
                            ("used", "used"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="budget year")),
                (
                    "received",
                    models.DecimalField(
                        decimal_places=2, default=0, editable=False, max_digits=14, verbose_name="received"
                    ),
                ),
                (
                    "spent",
                    models.DecimalField(
                        decimal_places=2, default=0, editable=False, max_digits=14, verbose_name="gone out"
                    ),
                ),
                (
                    "balance",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("received"), "-", models.F("spent")
                        ),
                        output_field=models.DecimalField(decimal_places=2, max_digits=14),
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="funding.budgetline",
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="funding.award",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="funding.matchpool",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="funding.pledge",
                    ),
                ),
                (
                    "reservation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="funding.reservation",
                    ),
                ),
            ],
            options={
                "verbose_name": "ledger account",
                "verbose_name_plural": "ledger accounts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ledger", "kind", "year", "line", "award", "pledge", "reservation"),
                        name="funding_account_is_one",
                        nulls_distinct=False,
                        violation_error_message="This account already exists.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "source"), ("received__gte", models.F("spent")), _connector="OR"),
                        name="funding_account_is_not_below_zero",
                        violation_error_message="No account falls below zero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchemeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("starts_on", models.DateField(verbose_name="in force from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="in force until and including")),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("subsidy", "subsidy"),
                            ("specific_grant", "specific grant (SPUK)"),
                            ("decentralisation_grant", "decentralisation grant"),
                            ("contract", "contract"),
                            ("letter_of_intent", "letter of intent"),
                            ("unknown", "unknown"),
                        ],
                        max_length=30,
                        verbose_name="legal instrument",
                    ),
                ),
                (
                    "ratio",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=6,
                        null=True,
                        verbose_name="match per euro of the State",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[("award", "each plan's award"), ("region", "the region"), ("line", "the budget line")],
                        max_length=10,
                        null=True,
                        verbose_name="level of the ratio",
                    ),
                ),
                (
                    "advance_share",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=5, null=True, verbose_name="advance share"
                    ),
                ),
                (
                    "origins",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("provincial", "own money of a province"),
                                ("municipal", "own money of a municipality"),
                                ("metropolitan", "own money of a metropolitan area"),
                                ("european", "money of the European Union"),
                                ("private", "private money"),
                                ("state_subsidy", "subsidy of the State"),
                                ("state_specific_grant", "specific grant of the State (SPUK)"),
                                ("state_contract", "contract of the State"),
                                ("state_cofinancing", "co-financing by the State"),
                                ("state_hours", "hours that the State pays"),
                                ("unknown", "unknown"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        null=True,
                        size=None,
                    ),
                ),
                (
                    "in_kind",
                    models.CharField(
                        blank=True,
                        choices=[("refused", "does not count"), ("valued", "counts with a dated valuation")],
                        max_length=10,
                        null=True,
                        verbose_name="match in kind",
                    ),
                ),
                ("evidence", models.JSONField(blank=True, null=True, verbose_name="evidence by amount")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="funding.scheme"
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a scheme",
                "verbose_name_plural": "versions of a scheme",
                "ordering": ["scheme", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "number"),
                        name="funding_schemeversion_number_is_unique",
                        violation_error_message="This version of the scheme already exists.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="funding_schemeversion_ends_after_start",
                        violation_error_message="A scheme cannot end before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ratio__isnull", True), ("ratio__gte", 0), _connector="OR"),
                        name="funding_schemeversion_ratio_is_not_negative",
                        violation_error_message="A ratio is not below zero; 0 means that no match is asked.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("advance_share__isnull", True),
                            models.Q(("advance_share__gte", 0), ("advance_share__lte", 1)),
                            _connector="OR",
                        ),
                        name="funding_schemeversion_advance_share_is_a_part",
                        violation_error_message="An advance share lies between 0 and 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origins__isnull", True),
                            models.Q(
                                (
                                    "origins__overlap",
                                    [
                                        "state_subsidy",
                                        "state_specific_grant",
                                        "state_contract",
                                        "state_cofinancing",
                                        "state_hours",
                                        "unknown",
                                    ],
                                ),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="funding_schemeversion_origins_are_not_the_states",
                        violation_error_message="Money of the State, or of unknown origin, never counts as match.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="matchpool",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pools", to="funding.schemeversion"
            ),
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("result", models.CharField(max_length=200)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "form that was sent",
                "verbose_name_plural": "forms that were sent",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key",),
                        name="funding_sentform_key_is_used_once",
                        violation_error_message="This was already recorded, with other content.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="settlements", to="funding.award"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="settlements", to="funding.mandate"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="funding.settlement",
                    ),
                ),
            ],
            options={
                "verbose_name": "settlement",
                "verbose_name_plural": "settlements",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="funding_settlement_amount_is_not_negative",
                        violation_error_message="A settlement is not below zero.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaces__isnull", True)),
                        fields=("award",),
                        name="funding_settlement_first_is_one",
                        violation_error_message="This award is already settled.",
                    ),
                    models.UniqueConstraint(
                        fields=("replaces",),
                        name="funding_settlement_is_replaced_once",
                        violation_error_message="This settlement has already been replaced.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="settlement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="funding.settlement",
            ),
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                ("key", models.CharField(max_length=64, verbose_name="key")),
                ("payload_hash", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("allot", "budget allotted"),
                            ("supplement", "supplementary budget"),
                            ("shift", "shift between years"),
                            ("transfer", "transfer to another chapter"),
                            ("lapse", "lapsed"),
                            ("reserve", "set apart"),
                            ("release", "reservation released"),
                            ("commit", "committed"),
                            ("order", "committed by order of an objection or a court"),
                            ("decommit", "commitment lowered"),
                            ("pay", "paid"),
                            ("refund", "paid back"),
                            ("pledge", "match pledged"),
                            ("confirm_committed", "match confirmed as committed"),
                            ("confirm_realised", "match confirmed as realised"),
                            ("use", "match used for a settlement"),
                            ("withdraw", "match withdrawn"),
                            ("correct", "correction"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("parts", models.PositiveSmallIntegerField(verbose_name="number of transfers")),
                ("valid_on", models.DateField(verbose_name="valid on")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=40, verbose_name="number in the financial administration"),
                ),
                (
                    "kept",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="stays for reservations of unknown size",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="funding.entry",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="funding.mandate",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="funding.payment",
                    ),
                ),
                (
                    "resolves",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="funding.reservation",
                    ),
                ),
                (
                    "sets_apart",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="funding.reservation",
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="funding.settlement",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key",),
                        name="funding_entry_key_is_used_once",
                        violation_error_message="This was already recorded, with other content.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("payment__isnull", False)),
                        fields=("payment",),
                        name="funding_entry_payment_is_paid_once",
                        violation_error_message="This payment has already been made.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", False)),
                        fields=("corrects",),
                        name="funding_entry_is_corrected_once",
                        violation_error_message="This entry has already been corrected.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document__regex", "\\S"), ("key__regex", "\\S"), ("reason__regex", "\\S")),
                        name="funding_entry_has_reason_and_document",
                        violation_error_message="An entry has a reason, a document and a key.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["commit", "order", "decommit", "pay", "refund"]), _negated=True),
                            ("reference__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="funding_entry_money_carries_its_number",
                        violation_error_message="A commitment or payment carries its number in the financial administration.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corrects__isnull", False),
                                ("kind", "correct"),
                                ("payment__isnull", True),
                                ("resolves__isnull", True),
                            ),
                            models.Q(
                                ("corrects__isnull", True),
                                ("kind", "pay"),
                                ("mandate__isnull", False),
                                ("payment__isnull", False),
                                ("resolves__isnull", True),
                            ),
                            models.Q(
                                ("corrects__isnull", True),
                                ("kind__in", ["commit", "release"]),
                                ("payment__isnull", True),
                            ),
                            models.Q(
                                ("corrects__isnull", True),
                                ("payment__isnull", True),
                                ("resolves__isnull", True),
                                models.Q(("kind__in", ["correct", "pay", "commit", "release"]), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="funding_entry_names_what_it_is_about",
                        violation_error_message="An entry names what it pays, corrects or resolves, and nothing else.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("sets_apart__isnull", False)),
                        fields=("sets_apart",),
                        name="funding_entry_reservation_is_set_apart_once",
                        violation_error_message="This reservation has already been set apart.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "reserve"), ("sets_apart__isnull", False)),
                            models.Q(models.Q(("kind", "reserve"), _negated=True), ("sets_apart__isnull", True)),
                            _connector="OR",
                        ),
                        name="funding_entry_reserve_names_its_reservation",
                        violation_error_message="An entry that sets apart names its reservation; no other does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parts__gt", 0),
                            models.Q(("kind", "release"), ("resolves__isnull", False)),
                            models.Q(("kind", "reserve"), ("sets_apart__isnull", False)),
                            _connector="OR",
                        ),
                        name="funding_entry_has_parts",
                        violation_error_message="An entry moves something.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0), ("size__lte", 10000000)),
                        name="funding_storedfile_size_is_allowed",
                        violation_error_message="A file has at most 10 MB, and something in it.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="reconciliation",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funding.storedfile"
            ),
        ),
        migrations.CreateModel(
            name="PlannedPledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("funder", models.CharField(max_length=200, verbose_name="co-funder")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cash", "money"), ("in_kind", "in kind")], max_length=10, verbose_name="kind"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("provincial", "own money of a province"),
                            ("municipal", "own money of a municipality"),
                            ("metropolitan", "own money of a metropolitan area"),
                            ("european", "money of the European Union"),
                            ("private", "private money"),
                            ("state_subsidy", "subsidy of the State"),
                            ("state_specific_grant", "specific grant of the State (SPUK)"),
                            ("state_contract", "contract of the State"),
                            ("state_cofinancing", "co-financing by the State"),
                            ("state_hours", "hours that the State pays"),
                            ("unknown", "unknown"),
                        ],
                        max_length=30,
                        verbose_name="origin of the money",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount"),
                ),
                ("evidence", models.CharField(max_length=200, verbose_name="document in which it is promised")),
                ("valued_on", models.DateField(blank=True, null=True, verbose_name="valued on")),
                ("valuation", models.CharField(blank=True, max_length=200, verbose_name="valuation document")),
                ("without_vat", models.BooleanField(blank=True, null=True, verbose_name="without recoverable VAT")),
                (
                    "also_declared",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="also declared with"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="funding.planversion"
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_as",
                        to="funding.pledge",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funding.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "planned pledge",
                "verbose_name_plural": "planned pledges",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                        name="funding_plannedpledge_amount_is_positive",
                        violation_error_message="A pledge is above zero; leave it empty when it is unknown.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAttachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="funding.planversion",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attached_to", to="funding.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="objection",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="funding.storedfile",
            ),
        ),
        migrations.CreateModel(
            name="LetterFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="funding.letter"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funding.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "document of a letter",
                "verbose_name_plural": "documents of letters",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter",),
                        name="funding_letterfile_is_made_once",
                        violation_error_message="This letter is already written.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="funding.entry"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="funding.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "document of an entry",
                "verbose_name_plural": "documents of entries",
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="funding.storedfile",
            ),
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("allot", "budget allotted"),
                            ("supplement", "supplementary budget"),
                            ("shift", "shift between years"),
                            ("transfer", "transfer to another chapter"),
                            ("lapse", "lapsed"),
                            ("reserve", "set apart"),
                            ("release", "reservation released"),
                            ("commit", "committed"),
                            ("order", "committed by order of an objection or a court"),
                            ("decommit", "commitment lowered"),
                            ("pay", "paid"),
                            ("refund", "paid back"),
                            ("pledge", "match pledged"),
                            ("confirm_committed", "match confirmed as committed"),
                            ("confirm_realised", "match confirmed as realised"),
                            ("use", "match used for a settlement"),
                            ("withdraw", "match withdrawn"),
                            ("correct", "correction"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount")),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="funding.entry",
                    ),
                ),
                (
                    "from_account",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outgoing",
                        to="funding.account",
                    ),
                ),
                (
                    "to_account",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incoming",
                        to="funding.account",
                    ),
                ),
            ],
            options={
                "verbose_name": "transfer",
                "verbose_name_plural": "transfers",
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind__in", ["allot", "lapse", "transfer", "correct"])),
                        fields=["from_account", "to_account"],
                        name="funding_transfer_of_the_budget",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="funding_transfer_amount_is_positive",
                        violation_error_message="An amount that is moved is above zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_account", models.F("to_account")), _negated=True),
                        name="funding_transfer_goes_somewhere",
                        violation_error_message="A transfer goes from one account to another.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("own_preparation", "decides on what they prepared, or for an organisation of their own"),
                            ("own_approval", "releases what they approved, or to an organisation of their own"),
                            ("historical_record", "historical record"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "waiver",
                "verbose_name_plural": "waivers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="funding_waiver_has_reason",
                        violation_error_message="Give the reason for the exception.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="settlement",
            name="waiver",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settlements",
                to="funding.waiver",
            ),
        ),
        migrations.CreateModel(
            name="PaymentApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="funding.mandate"
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="funding.payment"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "waiver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="funding.waiver",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval of a payment",
                "verbose_name_plural": "approvals of payments",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("payment",),
                        name="funding_paymentapproval_is_given_once",
                        violation_error_message="This payment is already approved.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="waiver",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="funding.waiver",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="waiver",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="funding.waiver",
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="waiver",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="awards",
                to="funding.waiver",
            ),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.UniqueConstraint(
                fields=("reconciliation", "reference"),
                name="funding_difference_is_listed_once",
                violation_error_message="This difference is already listed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchpool",
            constraint=models.UniqueConstraint(
                fields=("version", "line", "region", "plan"),
                name="funding_matchpool_is_one",
                nulls_distinct=False,
                violation_error_message="This pool already exists.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("note__regex", "\\S"), ("file__isnull", False), _connector="OR"),
                name="funding_delivery_holds_something",
                violation_error_message="Add an explanation or a file.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("objection",),
                name="funding_letter_objection_is_answered_once",
                violation_error_message="This objection was already decided on.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("payment",),
                name="funding_letter_payment_has_one",
                violation_error_message="This payment already has its letter.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("award__isnull", False), ("kind", "advance"), ("payment__isnull", False)),
                    models.Q(
                        ("award__isnull", False),
                        ("kind", "settle"),
                        ("proposal__isnull", False),
                        ("settlement__isnull", False),
                    ),
                    models.Q(("kind", "objection"), ("objection__isnull", False), ("proposal__isnull", False)),
                    models.Q(("kind", "refuse"), ("proposal__isnull", False)),
                    models.Q(
                        ("award__isnull", False),
                        ("kind__in", ["grant", "amend", "keep", "revoke", "recover"]),
                        ("proposal__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="funding_letter_has_its_subject",
                violation_error_message="A letter names what it decides on.",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["valid_on"], name="funding_entry_valid_on"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("resolves__isnull", False)), fields=["resolves"], name="funding_entry_resolves"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("settlement__isnull", False)),
                fields=["settlement"],
                name="funding_entry_settlement",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("waiver__isnull", False)), fields=["waiver"], name="funding_entry_waiver"
            ),
        ),
    ]
