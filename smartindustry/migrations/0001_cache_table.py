"""The table behind django.core.cache, as `createcachetable` would make it; the application may not make tables."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        migrations.RunSQL(
            "CREATE TABLE smartindustry_cache ("
            " cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL);"
            "CREATE INDEX smartindustry_cache_expires ON smartindustry_cache (expires);",
            "DROP TABLE smartindustry_cache",
        ),
    ]
