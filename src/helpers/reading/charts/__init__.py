"""Loose numbers of charts that the conversion flattened."""
