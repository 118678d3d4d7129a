"""Scorecards and ranking."""
