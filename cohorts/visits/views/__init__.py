"""Pages of programme days, by audience."""
