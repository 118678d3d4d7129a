"""Briefs read before they go out: reviews, comments, the sensitivity check, the sponsor, the decision."""
