from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_organisation_group")]

    operations = [
        migrations.AlterField("event", "cohort_id", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            model_name="event", index=models.Index(fields=["cohort_id", "-at", "-id"], name="event_latest")
        ),
    ]
