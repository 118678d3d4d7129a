"""Questions that teams ask about challenges, and what is answered: to them alone, or to everybody without a name."""
