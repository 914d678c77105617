"""A bad value in the environment stops the start with one sentence that names it."""

import os
import runpy
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from newsdesk.environment import Misconfigured

SETTINGS = settings.BASE_DIR / "newsdesk" / "settings.py"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Read the settings as they are under some variables."""

    def read(**variables: str):
        defaults = {"NEWSDESK_DATA": str(tmp_path), "DATABASE_URL": ""}
        for name, value in (defaults | variables).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return read


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "eighty", "PORT must be a port number from 1 to 65535"),
        ("PORT", "0", "PORT must be a port number from 1 to 65535"),
        ("PORT", "65536", "not '65536'"),
        ("HOST", "news.example", "HOST must be an IP address"),
        ("THREADS", "-1", "THREADS must be"),
        ("ALLOWED_HOSTS", "https://news.example", "ALLOWED_HOSTS must be host names"),
        ("ALLOWED_HOSTS", "news.example:8000", "no port"),
        ("ALLOWED_HOSTS", "news example", "ALLOWED_HOSTS must be"),
        ("READING_OPEN", "perhaps", "READING_OPEN must be on or off"),
        ("HTTPS", "2", "HTTPS must be on or off"),
        ("CSRF_TRUSTED_ORIGINS", "news.example", "CSRF_TRUSTED_ORIGINS must be"),
        ("SECURE_HSTS_SECONDS", "long", "SECURE_HSTS_SECONDS must be"),
        ("TRUSTED_PROXY", "the proxy", "TRUSTED_PROXY must be an IP address"),
        ("TIME_ZONE", "Europe/Atlantis", "TIME_ZONE must be"),
        ("TIME_ZONE", "../etc/passwd", "TIME_ZONE must be"),
        ("NEWSDESK_PIPELINE", "xx_none", "must be an installed spaCy pipeline"),
        ("NEWSDESK_PIPELINE", "../md", "must be an installed spaCy pipeline"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be"),
        ("SECRET_KEY", "short", "SECRET_KEY must have at least 32 characters"),
        ("DATABASE_URL", "mysql://host/name", "does not begin with postgresql://"),
        ("DATABASE_URL", "postgresql://host:port/name", "DATABASE_URL must look like"),
        ("DATABASE_URL", "postgresql://host:99999/name", "not one from 1 to 65535"),
        ("DATABASE_URL", "postgresql://host", "names no database"),
        ("DATABASE_URL", "postgresql://host/name?colour=red", "cannot be read"),
    ],
)
def test_bad_value(read, name, value, said):
    with pytest.raises(Misconfigured, match=name) as raised:
        read(**{name: value})
    assert said in str(raised.value)
    assert str(raised.value).endswith(".")


def test_password_is_not_repeated(read):
    with pytest.raises(Misconfigured) as raised:
        read(DATABASE_URL="postgresql://user:hunter2@host:port/name")
    assert "hunter2" not in str(raised.value)


def test_blank_counts_as_not_set(read):
    found = read(PORT="", ALLOWED_HOSTS=" ", DATABASE_URL="", HTTPS="")
    assert found["PORT"] == 8000
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["SESSION_COOKIE_SECURE"] is False


def test_given_database(read):
    url = "postgresql://desk:p%40ss@db.example:6543/news?sslmode=require"
    database = read(DATABASE_URL=url)["DATABASES"]["default"]
    expected = {
        "NAME": "news",
        "USER": "desk",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "require", "options": "-c pgtrigger.ignore={}"},
    }
    assert expected.items() <= database.items()


def test_options_of_a_given_database_stay(read):
    url = "postgresql://db.example/news?options=-c%20search_path%3Ddesk"
    options = read(DATABASE_URL=url)["DATABASES"]["default"]["OPTIONS"]["options"]
    assert options == "-c search_path=desk -c pgtrigger.ignore={}"


def test_behind_https(read):
    found = read(HTTPS="on", TRUSTED_PROXY="127.0.0.1")
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_secret_key_is_made_once_for_one_account(read, tmp_path):
    first = read(SECRET_KEY="")["SECRET_KEY"]
    assert len(first) >= 50
    assert read(SECRET_KEY="")["SECRET_KEY"] == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert read(SECRET_KEY="x" * 40)["SECRET_KEY"] == "x" * 40


def test_data_folder_that_is_a_file(read, tmp_path):
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(Misconfigured, match="NEWSDESK_DATA must be a folder"):
        read(NEWSDESK_DATA=str(path), SECRET_KEY="")


def test_env_file(tmp_path):
    path = tmp_path / "env"
    path.write_text("PORT=99999\n")
    variables = os.environ | {"ENV_FILE": str(path)}
    variables.pop("PORT", None)
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    ended = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR,
        env=variables,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr == (
        "Newsdesk cannot start: PORT must be a port number from 1 to 65535, "
        "not '99999'.\n"
    )
