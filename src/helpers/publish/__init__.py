"""The book and the XBRL reports. Knows not how facts were read."""
