"""Pages about people of a cohort, by audience and part."""
