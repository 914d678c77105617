"""Find acts quickly: the newest of all, the newest of a user, what takes one back.

An undo used to name the event that it took back; it names the whole act.
"""

from django.db import migrations

INDEXES = {
    "newsdesk_act_newest": "(created_at DESC, id DESC)"
    " WHERE metadata ->> 'act' IS NOT NULL AND metadata ->> 'act' <> 'taken in'",
    "newsdesk_act_by": "((metadata ->> 'by'), created_at DESC, id DESC)"
    " WHERE metadata ->> 'act' IS NOT NULL",
    "newsdesk_act_undoes": "((metadata ->> 'undoes'))"
    " WHERE metadata ->> 'undoes' IS NOT NULL",
}
NAME_THE_ACT = r"""
UPDATE pghistory_context AS undo
SET metadata = jsonb_set(
    undo.metadata, '{undoes}', to_jsonb(undone.pgh_context_id::text)
)
FROM articles_quoteevent AS undone
WHERE undo.metadata ->> 'undoes' ~ '^\d{1,9}$'
  AND undone.pgh_id = (undo.metadata ->> 'undoes')::integer
  AND undone.pgh_context_id IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_disputed"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(NAME_THE_ACT, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                f"CREATE INDEX {name} ON pghistory_context {columns};",
                f"DROP INDEX {name};",
            )
            for name, columns in INDEXES.items()
        ),
    ]
