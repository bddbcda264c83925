"""A new filing comes in, or one goes: what it is, what it changes, and a place for it in data/raw.

intake     what a text is, from the text itself and from what the command line says
contents   what it holds: facts by section, numbers not read, line items never seen before
effects    what the tables say with it that they did not say without it
results    which findings of the analysis notebooks change
report     the report as data;  words: the report as text
folder     data/raw and its filings.csv, changed all at once or not at all
command    `python -m helpers add` and `remove`
"""
