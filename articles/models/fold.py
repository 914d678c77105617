"""One way to fold words, in the database: case, accents and curly marks do not count.

The function is plain SQL that needs no extension and no collation of the server's, so
that it is the same everywhere. Searching and names both go through it, on the row and
on what is typed.
"""

import unicodedata
from typing import Any

from django.db.models import CharField, Func

# Letters that Unicode does not take apart into a letter and a mark.
_WHOLE = dict(zip("đðħıłøŧ", "ddhilot", strict=True))
_MARKS = dict.fromkeys("‘’‛ʼʻ′`´", "'") | dict.fromkeys("“”„‟«»", '"')


def _lower_case() -> dict[str, str]:
    """Upper to lower case for Latin, Greek, Cyrillic and Armenian beyond ASCII.

    A database's own ``lower`` knows only the letters of its locale.
    """
    letters = map(chr, range(0x80, 0x590))
    return {
        letter: _WHOLE.get(letter.lower(), letter.lower())
        for letter in letters
        if len(letter.lower()) == 1
        and letter.lower() != letter == unicodedata.normalize("NFKD", letter)
    }


def _create() -> str:
    table = _lower_case() | _WHOLE | _MARKS
    before, after = "".join(table), "".join(table.values()).replace("'", "''")
    return rf"""
CREATE OR REPLACE FUNCTION newsdesk_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT replace(replace(regexp_replace(regexp_replace(
        translate(
            lower(normalize(words, NFKD) COLLATE "C"), '{before}', '{after}'
        ),
        '''s\M|''|[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]', '', 'g'),
        '\s+', ' ', 'g'), 'ß', 'ss'), 'æ', 'ae')
$$;
"""


CREATE_FOLD = _create()
DROP_FOLD = "DROP FUNCTION newsdesk_fold(text);"


class Fold(Func):
    """``Fold("name")`` or ``Fold(Value(typed))``: the words as they are compared."""

    function = "newsdesk_fold"
    arity = 1

    def __init__(self, *expressions: Any, **extra: Any) -> None:
        super().__init__(*expressions, **{"output_field": CharField(), **extra})
