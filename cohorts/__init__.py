"""People through twelve weeks."""
