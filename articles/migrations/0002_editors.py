"""The group of those who may add articles and correct attributions."""

from typing import Any

from django.db import migrations

EDITORS = "Editors"
ALLOWED = {"article": "add_article", "quote": "change_quote"}


def make_editors(apps: Any, schema_editor: Any) -> None:
    """Make the group with its permissions, which Django makes only after migrating."""
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    for model, codename in ALLOWED.items():
        content_type, _ = content_types.get_or_create(app_label="articles", model=model)
        verb = codename.split("_")[0]
        permission, _ = permissions.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": f"Can {verb} {model}"},
        )
        group.permissions.add(permission)


def remove_editors(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.filter(name=EDITORS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_newsroom"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_editors, remove_editors)]
