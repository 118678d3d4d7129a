"""Importing this sets Django up for a measurement; it has to come first."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
django.setup()
