import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_notes_on_speakers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="claim",
                        serialize=False,
                        to="articles.quote",
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
            options={
                "ordering": ["-given_at"],
            },
        ),
        migrations.CreateModel(
            name="Desk",
            fields=[
                (
                    "editor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("keys", models.BooleanField(default=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                django.db.models.functions.comparison.Least(
                    "content_confidence", "attribution_confidence"
                ),
                models.F("id"),
                condition=models.Q(("status", "machine")),
                name="quote_least_certain",
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                condition=models.Q(("version__gt", 2)),
                fields=["id"],
                name="quote_acted_on_again",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="editor",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="claims",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["editor", "given_at"], name="claim_way_back"),
        ),
    ]
