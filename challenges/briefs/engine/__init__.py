"""Which team works on which brief: choices and words (light), and the best allocation (heavy, tasks only); pure."""
