"""Quantities: a value, its interval, its unit and the facts behind it; and how they are written."""
