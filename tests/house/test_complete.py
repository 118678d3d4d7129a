"""Nothing is left half done: migrations, drawings, the list of settings."""

import re

import pytest
from django.core.management import call_command

from config.management.commands.draw_docs import drawings
from tests.house.code import ROOT

SETTING = re.compile(r'env\.(?:\w+)\(\s*"([A-Z_]+)"')


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("file", sorted(drawings()))
def test_no_drawing_is_stale(file):
    """Run `make docs` after changing a workflow or the policy."""
    assert (ROOT / file).read_text() == drawings()[file]


def test_every_setting_of_the_environment_is_documented():
    names = set(SETTING.findall((ROOT / "config/settings.py").read_text()))
    told = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/operations.md").read_text(), re.MULTILINE))
    assert (sorted(names - told), sorted(told - names)) == ([], [])
