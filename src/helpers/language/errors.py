"""The one base of all errors that are sentences for the person who has to act."""


class HelpersError(Exception):
    """What was found, where, what was expected, and what to do: the command line prints it without a traceback."""
