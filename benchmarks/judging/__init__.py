"""Rating measured: the engine on a file of scores, and on simulated days."""

# Before numpy is imported anywhere: the engine asks it for one thread, as it has on the site.
import challenges.judging.engine  # noqa: F401
