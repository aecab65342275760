"""Rulings of courts as what orders money; and what nobody does for an organisation that they serve, in more places."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ["people", "payments", "plans", "decisions", "letters", "transfers_are_admitted", "rulings"]
# Awards that an objection ordered name it from now on: it is the one that the letter of the same number answers.
ORDERED_BEFORE = """
    ALTER TABLE funding_award DISABLE TRIGGER funding_only_added_to;
    UPDATE funding_award award SET objection_id = letter.objection_id
    FROM funding_letter letter WHERE letter.number = award.number AND award.ordered_by = 'objection';
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    ALTER TABLE funding_award ENABLE TRIGGER funding_only_added_to;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_kinds_of_partners"),
        ("funding", "0004_services_name_awards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ruling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("court", models.CharField(max_length=120, verbose_name="court")),
                ("number", models.CharField(max_length=60, verbose_name="case number")),
                ("ecli", models.CharField(blank=True, max_length=60, verbose_name="ECLI")),
                ("ruled_on", models.DateField(verbose_name="date of the ruling")),
                ("upheld", models.BooleanField(verbose_name="the appeal is upheld")),
                ("text", models.TextField(verbose_name="what the court orders")),
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
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rulings", to="funding.letter"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funding.storedfile"
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="later_rulings", to="funding.letter"
                    ),
                ),
            ],
            options={
                "verbose_name": "ruling of the court",
                "verbose_name_plural": "rulings of the court",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter", "number", "ruled_on"),
                        name="funding_ruling_is_recorded_once",
                        violation_error_message="This ruling is already recorded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("court__regex", "\\S"), ("number__regex", "\\S"), ("text__regex", "\\S")),
                        name="funding_ruling_names_court_case_and_order",
                        violation_error_message="Name the court, the case number and what the court orders.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ecli", ""),
                            ("ecli__regex", "^ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:[0-9]{4}:[A-Z0-9.]{1,25}$"),
                            _connector="OR",
                        ),
                        name="funding_ruling_ecli_is_one",
                        violation_error_message="An ECLI looks like ECLI:NL:CBB:2019:12.",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="funding_letter_has_its_subject",
        ),
        migrations.RemoveConstraint(
            model_name="proposal",
            name="funding_proposal_is_about_an_award",
        ),
        migrations.RemoveConstraint(
            model_name="proposal",
            name="funding_proposal_only_an_objection_passes_the_ceiling",
        ),
        migrations.AddField(
            model_name="award",
            name="objection",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="awards",
                to="funding.objection",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
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
                    ("ruling", "decision after a ruling of the court"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="kind",
            field=models.CharField(
                choices=[
                    ("grant", "grant"),
                    ("refuse", "refuse"),
                    ("amend", "change the award"),
                    ("keep", "do not grant the change"),
                    ("settle", "settle"),
                    ("revoke", "withdraw the award"),
                    ("recover", "recover"),
                    ("objection", "decide on the objection"),
                    ("ruling", "carry out the ruling of the court"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="ruling",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="awards",
                to="funding.ruling",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="ruling",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="funding.ruling",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="ruling",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="funding.ruling",
            ),
        ),
        migrations.RunSQL(ORDERED_BEFORE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("objection", None), ("ordered_by", ""), ("ruling", None)),
                    models.Q(("objection__isnull", False), ("ordered_by", "objection"), ("ruling", None)),
                    models.Q(("objection", None), ("ordered_by", "court"), ("ruling__isnull", False)),
                    _connector="OR",
                ),
                name="funding_award_order_names_what_ordered_it",
                violation_error_message="What goes beyond the ceiling names the objection or the ruling behind it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                fields=("objection",),
                name="funding_award_objection_orders_once",
                violation_error_message="This objection has already led to an award beyond the ceiling.",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                fields=("ruling",),
                name="funding_award_ruling_orders_once",
                violation_error_message="This ruling has already led to an award beyond the ceiling.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("ruling",),
                name="funding_letter_ruling_is_carried_out_once",
                violation_error_message="This ruling was already carried out.",
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
                    models.Q(("kind", "ruling"), ("proposal__isnull", False), ("ruling__isnull", False)),
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
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["grant", "refuse", "objection", "ruling"]), ("award__isnull", False), _connector="OR"
                ),
                name="funding_proposal_is_about_an_award",
                violation_error_message="This decision is about an award.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "ruling"), ("ruling__isnull", False)),
                    models.Q(models.Q(("kind", "ruling"), _negated=True), ("ruling", None)),
                    _connector="OR",
                ),
                name="funding_proposal_ruling_is_named",
                violation_error_message="Name the ruling that is carried out.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("beyond_ceiling", False),
                    models.Q(
                        ("amount__gt", 0),
                        ("amount__isnull", False),
                        ("kind", "objection"),
                        ("upheld", True),
                        ("upheld__isnull", False),
                    ),
                    models.Q(("amount__gt", 0), ("amount__isnull", False), ("kind", "ruling")),
                    _connector="OR",
                ),
                name="funding_proposal_only_an_order_passes_the_ceiling",
                violation_error_message="Only an objection that is upheld, or a ruling of the court, may pass the ceiling, by an amount.",
            ),
        ),
        migrations.RunSQL([(SQL / f"{name}.sql").read_text() for name in FILES], migrations.RunSQL.noop),
    ]
