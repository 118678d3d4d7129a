"""Pages of judges beside the scoring, of their organisers, and the way in by a link."""
