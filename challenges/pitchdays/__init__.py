"""Pitch days: rubric, panel, conflicts, running order."""
