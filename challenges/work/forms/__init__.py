"""The shape of milestones, of what teams write for them, and of what others say to it."""
