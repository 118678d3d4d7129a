"""Rating measured: the engine on a file of scores, and on simulated days."""
