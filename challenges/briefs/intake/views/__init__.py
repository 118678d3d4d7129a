"""Pages of a challenge's coming in, by audience."""
