"""Forming teams: the problem, the score, the reasons (light), and solving (heavy, tasks only); pure."""
