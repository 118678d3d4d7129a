"""Fixtures of every test, joined from their files."""

pytest_plugins = ["tests.database", "tests.clock", "tests.browsers", "tests.cast"]
