"""Why there is no backup, or no restoring of one: sentences for the operator."""


class BackupError(Exception):
    """What went wrong and what to do next."""


class BadArchive(BackupError):
    """The archive is not whole, not unchanged, or cannot be read with this pass phrase."""
