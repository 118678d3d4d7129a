"""The pitch day as it runs: who is called, on stage, scored and done, how far behind, and the screen on the stage."""
