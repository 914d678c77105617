"""Acts on speakers name them: found by the speaker, also on the page of who was left."""

from django.db import migrations

MAKE = """
CREATE INDEX pghistory_context_speaker ON pghistory_context ((metadata ->> 'speaker'))
WHERE (metadata ->> 'speaker') IS NOT NULL;
"""
DROP = "DROP INDEX pghistory_context_speaker;"


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_acts")]

    operations = [migrations.RunSQL(MAKE, DROP)]
