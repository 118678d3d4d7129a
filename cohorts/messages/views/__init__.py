"""Pages about mail, for organisers."""
