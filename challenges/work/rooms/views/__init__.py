"""Pages on which a team writes into its room."""
