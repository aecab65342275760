from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fieldlabs", "0003_training_forms_count_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="changes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="importrow",
            name="parsed",
            field=models.JSONField(default=dict),
        ),
    ]
