"""How a team chooses: members' rankings, one out of them, agreement, reasons, and problems of the team's own."""
