"""What teams saw and used: programme days and people that a draft and its versions cite, and how often."""
