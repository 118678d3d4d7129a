"""Judges beside the scoring: their link, deputy, practice, what they should know, and words from the desk."""
