"""The project's settings for tests: quick, on data in a folder that is thrown away."""

import atexit
import os
import tempfile
from dataclasses import replace

if "NEWSDESK_TESTS" not in os.environ:  # the workers of one run share the folder
    _folder = tempfile.TemporaryDirectory(
        prefix="newsdesk-", ignore_cleanup_errors=True
    )
    atexit.register(_folder.cleanup)
    os.environ["NEWSDESK_TESTS"] = _folder.name

os.environ |= {
    "NEWSDESK_DATA": os.environ["NEWSDESK_TESTS"],
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "for tests alone, and long enough for the checks of a deployment",
    "HTTPS": "off",
    "READING_OPEN": "on",
}

from newsdesk.settings import *  # noqa: E402

CLUSTER = replace(CLUSTER, durable=False)
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
STATIC_ROOT.mkdir(exist_ok=True)
