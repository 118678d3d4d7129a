"""Milestones and submissions."""
