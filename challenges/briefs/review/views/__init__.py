"""Pages of the review, by audience."""
