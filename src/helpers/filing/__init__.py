"""One filing: its text, lines, pages and blocks, and what it is. Knows no fact."""
