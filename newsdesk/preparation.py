"""Brings an installation up to the code: tables, static files, a first administrator."""

import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from newsdesk.environment import Misconfigured, first_line
from newsdesk.signals import leave_if_asked

_TURN = 7_046_029  # any number: processes that migrate at one time wait on it


def prepare(say: Callable[[str], None]) -> None:
    """Do what is left to do; a second start finds nothing."""
    _reach()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        leave_if_asked()
        _migrate()
        leave_if_asked()
        _collect_static()
        _make_administrator(say)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_TURN])


def _reach() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise Misconfigured(
            f"DATABASE_URL names a database that cannot be used: {first_line(error)}."
        ) from None


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def _collect_static() -> None:
    """Collect when a file changed: it takes seconds, and seeing that takes none."""
    mark = settings.DATA_DIR / "static.sha256"
    now = _static_digest()
    if (
        Path(settings.STATIC_ROOT).is_dir()
        and mark.exists()
        and mark.read_text() == now
    ):
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(now)


def _static_digest() -> str:
    digest = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = Path(storage.path(name))
            found = path.stat()
            digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _make_administrator(say: Callable[[str], None]) -> None:
    users = get_user_model().objects
    if users.exists():
        return
    password = secrets.token_urlsafe(12)
    users.create_superuser("admin", password=password)
    say(f"The administrator is admin, with the password {password} (shown only now).")
