"""Sentences and bullets: each number is asked which item, how measured, when, and which scenario."""
