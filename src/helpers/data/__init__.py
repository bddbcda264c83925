"""The tables, typed and described, and the quantities that carry interval and sources. Knows no notebook."""
