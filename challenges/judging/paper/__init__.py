"""The paper twin: sheets on paper, entered by one person and confirmed blind by another (R-08)."""
