"""Sentences, tables and figures whose numbers lead to their source. Knows no particular company."""
