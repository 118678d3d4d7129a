"""The hard thinking about teams' work: merging, comparing, deadlines, receipts. No Django."""
