"""Teams, their formation and their mentors."""
