"""Filings as they are published, HTML and PDF, converted to the text that is kept and read."""
