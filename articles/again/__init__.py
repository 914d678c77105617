"""Running extraction again: what would change, and then one act that changes it.

for article, statements in again.read(articles):
    print(again.Plan(article, statements).differences)
again.apply(again.read(articles), by=user)
"""

from articles.again.apply import Applied, Changed, apply
from articles.again.plan import Difference, Line, Plan
from articles.again.reading import read, read_once

__all__ = [
    "Applied",
    "Changed",
    "Difference",
    "Line",
    "Plan",
    "apply",
    "read",
    "read_once",
]
