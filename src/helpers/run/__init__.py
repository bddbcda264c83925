"""The notebooks in order, kept results, filings that come and go. Knows not what a number means."""
