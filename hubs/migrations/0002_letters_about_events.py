import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EventMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, unique=True)),
                ("subject_nl", models.CharField(max_length=150, verbose_name="subject in Dutch")),
                ("subject_en", models.CharField(blank=True, max_length=150, verbose_name="subject in English")),
                ("text_nl", models.TextField(max_length=4000, verbose_name="text in Dutch")),
                ("text_en", models.TextField(blank=True, max_length=4000, verbose_name="text in English")),
                ("number", models.PositiveIntegerField(verbose_name="letters")),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
            ],
            options={
                "verbose_name": "letter about an event",
                "verbose_name_plural": "letters about events",
                "ordering": ["-sent_at"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="article",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="article",
            name="update_update",
        ),
        migrations.AddField(
            model_name="article",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="articleevent",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="registration",
            name="consent_version",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="registration",
            name="refused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "hubs_articleevent" ("body_en", "body_nl", "company", "consented_on", "fieldlab_id", "hub_id", "id", "intro_en", "intro_nl", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "slug", "title_en", "title_nl", "transformation_id", "uid", "version") VALUES (NEW."body_en", NEW."body_nl", NEW."company", NEW."consented_on", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."intro_en", NEW."intro_nl", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."slug", NEW."title_en", NEW."title_nl", NEW."transformation_id", NEW."uid", NEW."version"); RETURN NULL;',
                    hash="98cb44afef2d032a9fd536291033b216ba13e91b",
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
                    func='INSERT INTO "hubs_articleevent" ("body_en", "body_nl", "company", "consented_on", "fieldlab_id", "hub_id", "id", "intro_en", "intro_nl", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "slug", "title_en", "title_nl", "transformation_id", "uid", "version") VALUES (NEW."body_en", NEW."body_nl", NEW."company", NEW."consented_on", NEW."fieldlab_id", NEW."hub_id", NEW."id", NEW."intro_en", NEW."intro_nl", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."slug", NEW."title_en", NEW."title_nl", NEW."transformation_id", NEW."uid", NEW."version"); RETURN NULL;',
                    hash="2dc937dec63fedb3b0201616d82a5e73f81c5121",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f023",
                    table="hubs_article",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="eventmessage",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="hubs.event"
            ),
        ),
        migrations.AddField(
            model_name="eventmessage",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
    ]
