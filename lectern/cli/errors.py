"""The errors that the command line shows to people."""


class OperatorError(Exception):
    """What went wrong and what to do next, in sentences; shown without a stack trace."""
