"""The tests: they mirror the rooms, and house/ holds rules about the code itself."""
