"""Today: what needs a decision, what is late, who waits for an answer, and the teams this week."""

from desk.today.agenda import Entry, coming, this_week
from desk.today.decisions import decisions
from desk.today.items import Item
from desk.today.late import late
from desk.today.teams import TeamLine, focus, headings, team_lines
from desk.today.waiting import waiting

__all__ = [
    "Entry",
    "Item",
    "TeamLine",
    "coming",
    "decisions",
    "focus",
    "headings",
    "late",
    "team_lines",
    "this_week",
    "waiting",
]
