"""What may be a pass phrase."""

from lectern.backup.errors import BackupError

SHORTEST = 12


def refuse_weak(passphrase: str) -> None:
    """`BackupError` when guessing it would not take long."""
    if len(passphrase) < SHORTEST:
        raise BackupError(
            f"A pass phrase has at least {SHORTEST} characters. Several words are easy to keep."
        )
