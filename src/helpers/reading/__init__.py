"""A filing becomes numbers with roles, and facts. Knows no other filing and no proof."""
