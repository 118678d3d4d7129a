"""Meeting offers: times that a challenge owner gives, and teams that take one."""
