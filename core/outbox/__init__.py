"""Mail on its way: stored in the transaction, delivered later."""
