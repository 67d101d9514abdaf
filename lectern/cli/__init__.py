"""The command `lectern` and the supervisor of the servers of one machine."""

import sys


def main() -> None:
    """Run the command line; a failure is a sentence and exit code 1, a trace only with --debug."""
    from lectern.cli.app import app
    from lectern.cli.errors import OperatorError
    from lectern.cli.screen import Screen

    try:
        app()
    except OperatorError as error:
        if "--debug" in sys.argv:
            raise
        Screen().fail(str(error))
        raise SystemExit(1) from None
