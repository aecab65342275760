"""Why a date moved, and what an objection gives beyond the ceiling."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0006_entry_valid_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason for the later date"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="beyond_ceiling",
            field=models.BooleanField(default=False, verbose_name="beyond the ceiling"),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(("instead_of__isnull", True), ("reason__regex", "\\S"), _connector="OR"),
                name="funding_duty_extension_says_why",
                violation_error_message="Say why the date moves.",
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
                    _connector="OR",
                ),
                name="funding_proposal_only_an_objection_passes_the_ceiling",
                violation_error_message="Only an objection that is upheld may pass the ceiling, by an amount.",
            ),
        ),
    ]
