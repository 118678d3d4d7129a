"""What participants wish before teams are formed: topics by rank, and whom they would rather not be with."""
