"""Pages of a pitch day."""
