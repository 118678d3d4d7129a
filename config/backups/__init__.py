"""Backup and restore: one archive with the database as text, the files, and their hashes."""
