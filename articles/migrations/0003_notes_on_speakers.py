import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_editors"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="DifferentSpeakers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DifferentSpeakersEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="speaker",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="speaker",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="speaker",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="speaker",
            name="note",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="speakerevent",
            name="note",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AlterField(
            model_name="speaker",
            name="wikidata_id",
            field=models.CharField(
                blank=True,
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\AQ[1-9][0-9]{0,18}\\Z",
                        "A Wikidata item is a Q and a number, such as Q42.",
                    )
                ],
                verbose_name="Wikidata item",
            ),
        ),
        migrations.AlterField(
            model_name="speakerevent",
            name="wikidata_id",
            field=models.CharField(
                blank=True,
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\AQ[1-9][0-9]{0,18}\\Z",
                        "A Wikidata item is a Q and a number, such as Q42.",
                    )
                ],
                verbose_name="Wikidata item",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="speaker",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "articles_speakerevent" ("id", "kind", "merged_into_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata_id") VALUES (NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."wikidata_id"); RETURN NULL;',
                    hash="1586c4afd6a7730624c4f949199ea5ec50831b82",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_49840",
                    table="articles_speaker",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="speaker",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "articles_speakerevent" ("id", "kind", "merged_into_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata_id") VALUES (NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."wikidata_id"); RETURN NULL;',
                    hash="d065f0a467eb119cf304bc4265dd42cf513d1b79",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_15fe8",
                    table="articles_speaker",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="speaker",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "articles_speakerevent" ("id", "kind", "merged_into_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata_id") VALUES (OLD."id", OLD."kind", OLD."merged_into_id", OLD."name", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."wikidata_id"); RETURN NULL;',
                    hash="5b08d64f43b75198c9e3f7205a63d8e6f030dba1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e4185",
                    table="articles_speaker",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="differentspeakers",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.speaker",
            ),
        ),
        migrations.AddField(
            model_name="differentspeakers",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.speaker",
            ),
        ),
        migrations.AddField(
            model_name="differentspeakersevent",
            name="first",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="articles.speaker",
            ),
        ),
        migrations.AddField(
            model_name="differentspeakersevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="differentspeakersevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="articles.differentspeakers",
            ),
        ),
        migrations.AddField(
            model_name="differentspeakersevent",
            name="second",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="articles.speaker",
            ),
        ),
        migrations.AddConstraint(
            model_name="differentspeakers",
            constraint=models.UniqueConstraint(
                fields=("first", "second"), name="two_speakers_told_apart_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="differentspeakers",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))),
                name="speakers_told_apart_in_order",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="differentspeakers",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "articles_differentspeakersevent" ("first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (NEW."first_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."second_id"); RETURN NULL;',
                    hash="7ad2730b8104d64993f2cb374891f5fe69213cad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_92881",
                    table="articles_differentspeakers",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="differentspeakers",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "articles_differentspeakersevent" ("first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (NEW."first_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."second_id"); RETURN NULL;',
                    hash="fbedfcb6be334121ebbd66e0ad56ee903a45f60a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6b86b",
                    table="articles_differentspeakers",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="differentspeakers",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "articles_differentspeakersevent" ("first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (OLD."first_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."second_id"); RETURN NULL;',
                    hash="2348866680122a67a219f384f04ad8a58b488bc7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8fcc3",
                    table="articles_differentspeakers",
                    when="AFTER",
                ),
            ),
        ),
    ]
