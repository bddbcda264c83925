"""From the plain text of IIJ's filings to tidy tables, and from the tables to a traceable report.

README.md shows the two commands; `notebooks/00_map.ipynb` shows every step and the module behind it. Importing this
package imports nothing else, so that the command line can decide quickly that nothing is to do.
"""

import sys

__version__ = "0.1.0"

# jsonschema, which nbformat and frictionless import, tries this optional package for one format (IRIs) that nothing
# here uses; building its grammar would take a second of every start. jsonschema does without it if it is not there.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
