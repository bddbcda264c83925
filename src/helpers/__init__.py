"""From the plain text of IIJ's filings to tidy tables, and from the tables to a traceable report.

`docs`: README.md shows the two commands; `notebooks/00_map.ipynb` shows every step and the module behind it.
Importing this package imports nothing else, so that the command line can decide quickly that nothing is to do.
"""

__version__ = "0.1.0"
