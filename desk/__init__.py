"""Pages that read every room and own no tables."""
