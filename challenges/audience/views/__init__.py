"""Pages of the audience: the public door, and behind it those of organisers."""
