"""What an organiser asks of a split before it is formed: criteria, presets, the form, and what its rules would do."""
