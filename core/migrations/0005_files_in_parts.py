import core.files.models
import core.keys
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def say_what_was_scanned(apps, schema_editor):
    """Files of before: the site's own exports, and others that no scanner saw."""
    stored = apps.get_model("core", "StoredFile").objects
    stored.filter(is_single_use=True).update(scan="MADE")
    stored.filter(is_single_use=False).update(scan="UNSCANNED")


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_latest_events_of_a_cohort'),
    ]

    operations = [
        migrations.CreateModel(
            name='Preview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='page')),
                ('file', models.FileField(max_length=120, storage=core.files.models.private_storage, upload_to='')),
            ],
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=core.keys.new_key, editable=False, max_length=12, unique=True)),
                ('cohort_id', models.BigIntegerField(null=True)),
                ('purpose', models.CharField(max_length=40)),
                ('context', models.CharField(max_length=120)),
                ('pool', models.CharField(blank=True, default='', max_length=60)),
                ('client_key', models.CharField(blank=True, default='', max_length=64)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('size', models.PositiveBigIntegerField(verbose_name='size')),
                ('received', models.PositiveBigIntegerField(default=0, verbose_name='received')),
                ('parts', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('OPEN', 'being sent'), ('CHECKING', 'being checked'), ('DONE', 'stored'), ('REFUSED', 'not taken'), ('CANCELLED', 'cancelled')], default='OPEN', max_length=10)),
                ('reason', models.CharField(blank=True, default='', max_length=300)),
                ('begun_at', models.DateTimeField()),
                ('arrived_at', models.DateTimeField(null=True)),
                ('checking_until', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='storedfile',
            name='context',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='finding',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='pool',
            field=models.CharField(blank=True, db_index=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='scan',
            field=models.CharField(choices=[('MADE', 'made by the site'), ('UNSCANNED', 'not scanned'), ('WAITING', 'being checked'), ('CLEAN', 'checked'), ('INFECTED', 'harmful, kept from everybody')], default='WAITING', max_length=10),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='scanned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(say_what_was_scanned, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('scan__in', ['MADE', 'UNSCANNED', 'WAITING', 'CLEAN', 'INFECTED'])), name='stored_file_scan_known'),
        ),
        migrations.AddField(
            model_name='preview',
            name='stored',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='previews', to='core.storedfile'),
        ),
        migrations.AddField(
            model_name='upload',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='upload',
            name='stored',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='uploads', to='core.storedfile'),
        ),
        migrations.AddConstraint(
            model_name='preview',
            constraint=models.UniqueConstraint(fields=('stored', 'number'), name='preview_once'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(('received__lte', models.F('size'))), name='upload_not_over_its_size'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('OPEN', 'CHECKING')), models.Q(('client_key', ''), _negated=True)), fields=('owner', 'purpose', 'context', 'client_key'), name='upload_once'),
        ),
    ]
