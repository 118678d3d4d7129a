"""Pages of the decision and its release."""
