"""One module for each way a filing prints its numbers."""
