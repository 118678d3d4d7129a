"""The site as a WSGI application."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from config.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

refuse_unsafe_start()
application = get_wsgi_application()
# Loaded before gunicorn forks: every process has all pages from its first request on, also one that replaces another.
import_module("config.urls")
