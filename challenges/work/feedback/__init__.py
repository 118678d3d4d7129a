"""Feedback of mentors, challenge owners and organisers on what a team handed in."""
