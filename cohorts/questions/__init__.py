"""Skills, levels and availability."""
