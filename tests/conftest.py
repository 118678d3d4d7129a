"""Fixtures of every test, joined from their files."""

pytest_plugins = ["tests.profiles", "tests.database", "tests.clock", "tests.browsers", "tests.cast"]
