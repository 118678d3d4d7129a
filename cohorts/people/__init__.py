"""Participants and mentors, import and profiles."""
