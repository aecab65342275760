"""A service that a desk records may say which award paid for it: the database refuses a number that no award has."""

from django.db import migrations

RULE = "hubs_servicedelivered_award_exists"


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_refusals"), ("hubs", "0004_services_within_ceiling")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE hubs_servicedelivered ADD CONSTRAINT {RULE} "
            "FOREIGN KEY (award_number) REFERENCES funding_award (number)",
            f"ALTER TABLE hubs_servicedelivered DROP CONSTRAINT {RULE}",
        )
    ]
