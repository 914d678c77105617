"""Where PostgreSQL is: the server that DATABASE_URL names, or one of our own."""

import contextlib
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from newsdesk.embedded import Cluster
from newsdesk.environment import Misconfigured

# One connection stays open for each thread of the server: waitress has a fixed number
# of threads, so a pool would hold as many and add threads of its own.
_CONNECTION = {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
}
# Every trigger reads this setting. Where it is missing that is an error which the trigger
# swallows, and a transaction's time grows with the square of the rows that it writes.
_NOTHING_IGNORED = "-c pgtrigger.ignore={}"


def connection_settings(url: str, cluster: Cluster) -> dict[str, Any]:
    """Return Django's settings for the database that is used."""
    found = _from_url(url) if url else _from_cluster(cluster)
    given = found.get("OPTIONS", {})
    options = f"{given.get('options', '')} {_NOTHING_IGNORED}".strip()
    return _CONNECTION | found | {"OPTIONS": given | {"options": options}}


def available(url: str, cluster: Cluster) -> contextlib.AbstractContextManager[None]:
    """Return a context in which the database is up."""
    return contextlib.nullcontext() if url else cluster.running()


def _from_cluster(cluster: Cluster) -> dict[str, Any]:
    return {"NAME": "postgres", "USER": "postgres", "HOST": str(cluster.socket_folder)}


def _from_url(url: str) -> dict[str, Any]:
    # The address may hold a password, so no message repeats it.
    wanted = "DATABASE_URL must look like postgresql://user:password@host:5432/name"
    if not url.startswith(("postgresql://", "postgres://")):
        raise Misconfigured(f"{wanted}; it does not begin with postgresql://.")
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
        ports = [int(port) for port in parts.get("port", "5432").split(",") if port]
    except (ProgrammingError, ValueError):
        raise Misconfigured(f"{wanted}; it cannot be read.") from None
    if not all(0 < port < 65536 for port in ports):
        raise Misconfigured(f"{wanted}; its port is not one from 1 to 65535.")
    if not parts.get("dbname"):
        raise Misconfigured(f"{wanted}; it names no database.")
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password"}
    known |= {"HOST": "host", "PORT": "port"}
    found = {key: parts.pop(part, "") for key, part in known.items()}
    return {**found, "OPTIONS": parts}


def cluster_in(data: Path) -> Cluster:
    """Return the cluster that a data folder holds."""
    return Cluster(data / "postgres")
