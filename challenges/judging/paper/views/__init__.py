"""Pages of paper sheets: the organisers', and the chair's."""
