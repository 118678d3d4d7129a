"""A team's own room: decisions, notes, meetings with a time found together, links, ways to reach each other."""
