"""Writers take turns, so that what is looked for and then made is made once."""

from django.db import connection

_NAMES = 0x6E65_7773  # any number will do, as long as nothing else locks it


def take_turn() -> None:
    """Wait until no other transaction finds or makes names, outlets or articles.

    The turn ends with the transaction, so it is taken when the slow work is done.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NAMES])
