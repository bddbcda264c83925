"""Tables: heads, columns, rows and cells."""
