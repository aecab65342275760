"""A proposed payment can be withdrawn or refused."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0004_sent_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "withdrawal of a payment",
                "verbose_name_plural": "withdrawals of payments",
            },
        ),
        migrations.AddField(
            model_name="paymentwithdrawal",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="funding.payment"
            ),
        ),
        migrations.AddField(
            model_name="paymentwithdrawal",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentwithdrawal",
            constraint=models.UniqueConstraint(
                fields=("payment",),
                name="funding_paymentwithdrawal_is_made_once",
                violation_error_message="This payment was already withdrawn or refused.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")),
                name="funding_paymentwithdrawal_says_why",
                violation_error_message="Say why the payment does not go on.",
            ),
        ),
        migrations.RunSQL((SQL / "withdrawals.sql").read_text(), migrations.RunSQL.noop),
    ]
