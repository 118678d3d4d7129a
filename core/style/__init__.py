"""The living style page: every component in every state, and the screens they make."""
