"""The problems, and how the answers are judged."""
