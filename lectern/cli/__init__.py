"""The command `lectern` and the supervisor of the servers of one machine."""

import sys


def main() -> None:
    """Run the command line; a failure is a sentence and exit code 1, a trace only with --debug."""
    from lectern.cli.app import app
    from lectern.cli.errors import OperatorError
    from lectern.cli.screen import Screen
    from lectern.config.wrong import WrongSetting

    debug = "--debug" in sys.argv
    try:
        app()
    except (OperatorError, WrongSetting) as error:
        if debug:
            raise
        Screen().fail(str(error))
    except Exception as error:
        if debug:
            raise
        Screen().fail(
            f"{type(error).__name__}: {error}\n"
            "This was not expected. 'lectern --debug' and the same words show where it happened."
        )
    raise SystemExit(1)
