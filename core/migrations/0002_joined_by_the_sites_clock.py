"""When somebody joined is read from the site's own clock."""

import core.zones
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="joined_at",
            field=models.DateTimeField(default=core.zones.now, editable=False, verbose_name="joined"),
        ),
    ]
