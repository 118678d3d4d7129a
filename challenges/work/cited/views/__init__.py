"""Pages of what teams saw and used, by audience."""
