"""Verdicts: what a challenge owner says of each team's work at the end, and what became of it later."""
