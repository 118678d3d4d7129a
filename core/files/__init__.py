"""Uploaded files: checks, storing and serving."""
