"""The verbs and their options; what a verb does is in `lectern.cli.commands`."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="lectern",
    help="Lectern, a learning management system that runs from one command: lectern up",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

DataFolder = Annotated[
    Path,
    typer.Option(
        "--data-dir",
        envvar="LECTERN_DATA_DIR",
        help="The folder that holds all data and logs.",
    ),
]
VAR = Path("var")


@app.callback()
def options(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the stack trace of a failure.")
    ] = False,
) -> None:
    """Options of every verb."""


@app.command()
def up(
    port: Annotated[
        int | None,
        typer.Option(
            min=1, max=65535, help="The port of the web server; else 8000 or the next free one."
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 is every one of this machine.")
    ] = "127.0.0.1",
    data_dir: DataFolder = VAR,
    demo: Annotated[
        bool, typer.Option("--demo/--no-demo", help="Load the demo courses at the first start.")
    ] = True,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="How many processes answer requests.")
    ] = 1,
) -> None:
    """Start everything and keep it running until Ctrl-C.

    Runs MongoDB (a replica set of one member) and Valkey on this machine, prepares the databases,
    then runs the worker and the web server. A program that dies is started again.

    MONGODB_URI, REDIS_URL and DATABASE_URL, when set, are used instead of the stores of this
    machine.
    """
    from lectern.cli.commands import up as command

    command.run(data_dir=data_dir, host=host, port=port, demo=demo, workers=workers)


@app.command()
def migrate(
    data_dir: DataFolder = VAR,
    wait: Annotated[
        float, typer.Option(min=0, help="How many seconds to wait for a MongoDB that is starting.")
    ] = 0,
) -> None:
    """Bring both databases to the form this version needs: SQL tables and MongoDB indexes.

    Lays the static files out in LECTERN_STATIC_ROOT, when it is set, for a server in front.

    `lectern up` does this at each start. Run it yourself when you run the servers yourself.
    """
    from lectern.cli.commands import migrate as command

    command.run(data_dir=data_dir, wait=wait)


@app.command()
def web(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="How many processes answer requests.")
    ] = 1,
    threads: Annotated[
        int, typer.Option(min=1, max=64, help="How many requests each answers at a time.")
    ] = 4,
    data_dir: DataFolder = VAR,
) -> None:
    """Run a web server alone, on the stores of MONGODB_URI, REDIS_URL and DATABASE_URL.

    As many as wanted, on as many machines. `lectern migrate` comes first.
    """
    from lectern.cli.commands import alone

    alone.web(data_dir=data_dir, host=host, port=port, workers=workers, threads=threads)


@app.command()
def worker(
    threads: Annotated[
        int, typer.Option(min=1, max=64, help="How many jobs it does at a time.")
    ] = 4,
    data_dir: DataFolder = VAR,
) -> None:
    """Run a worker alone: e-mails, imports, whatever requests do not wait for.

    As many as wanted; `lectern beat` tells them what is due.
    """
    from lectern.cli.commands import alone

    alone.worker(data_dir=data_dir, threads=threads)


@app.command()
def beat(
    schedule: Annotated[
        Path | None, typer.Option(help="The file that remembers what was due when.")
    ] = None,
    data_dir: DataFolder = VAR,
) -> None:
    """Run the clock of the workers alone. One for an installation."""
    from lectern.cli.commands import alone

    alone.beat(data_dir=data_dir, schedule=schedule)


@app.command("create-admin")
def create_admin(
    username: Annotated[str, typer.Option(prompt=True, help="The name to log in with.")],
    email: Annotated[str, typer.Option(prompt="E-mail", help="Where messages go.")],
    password: Annotated[
        str,
        typer.Option(
            prompt=True,
            confirmation_prompt=True,
            hide_input=True,
            envvar="LECTERN_ADMIN_PASSWORD",
            help="Asked for when neither option nor variable is given.",
        ),
    ],
    data_dir: DataFolder = VAR,
) -> None:
    """Create an account that may do everything."""
    from lectern.cli.commands import create_admin as command

    command.run(data_dir=data_dir, username=username, email=email, password=password)


@app.command()
def demo(data_dir: DataFolder = VAR) -> None:
    """Load the demo: five courses, their instructors, and students with histories.

    Loading again brings what is missing and changes nothing else. The logins are admin, instructor
    and student; their password is LECTERN_DEMO_PASSWORD, or a generated one that is shown.
    """
    from lectern.cli.commands import demo as command

    command.run(data_dir=data_dir)


@app.command("import")
def import_course(
    path: Annotated[Path, typer.Argument(help="A course folder, or a zip file of one.")],
    instructor: Annotated[
        str, typer.Option(help="The username of who teaches it; else the one in course.yaml.")
    ] = "",
    publish: Annotated[
        bool, typer.Option("--publish", help="Show the course in the catalogue at once.")
    ] = False,
    data_dir: DataFolder = VAR,
) -> None:
    """Import a course: lessons in Markdown, quizzes in GIFT, figures.

    Every item that could not be carried is named with its file and line. With an error nothing is
    stored. Importing a changed course again changes it in place; an equal one changes nothing.
    """
    from lectern.cli.commands import import_course as command

    command.run(path=path, data_dir=data_dir, instructor=instructor, publish=publish)


@app.command("export")
def export_course(
    course: Annotated[str, typer.Argument(help="The id of the course, or its exact title.")],
    path: Annotated[Path, typer.Argument(help="A new folder, or a zip file when it ends in .zip.")],
    data_dir: DataFolder = VAR,
) -> None:
    """Export a course as a folder or a zip file, with its quizzes, their keys and its figures.

    What comes out can be imported again, here or elsewhere. What could not be carried is named.
    """
    from lectern.cli.commands import export_course as command

    command.run(course=course, path=path, data_dir=data_dir)


@app.command()
def doctor(
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended.")] = False,
    data_dir: DataFolder = VAR,
) -> None:
    """Check every dependency and the agreement of both databases.

    Exit code 0 when all is well, 1 when something needs attention.
    """
    from lectern.cli.commands import doctor as command

    command.run(data_dir=data_dir, repair=repair)


Passphrase = Annotated[
    str,
    typer.Option(
        envvar="LECTERN_BACKUP_PASSPHRASE",
        show_default=False,
        help="For archives that are encrypted. The variable is safer: others see options.",
    ),
]


@app.command()
def backup(
    archive: Annotated[
        Path | None,
        typer.Argument(help="The new file; else lectern-DATE-TIME.backup in this folder."),
    ] = None,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Ask for a pass phrase and encrypt with it.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Write nothing; check the archive that is named.")
    ] = False,
    passphrase: Passphrase = "",
    data_dir: DataFolder = VAR,
) -> None:
    """Write everything into one archive, while Lectern runs: accounts, courses, work, files.

    The archive holds MongoDB, SQL and the files as they were at one moment. The file has its name
    only when it is complete. It holds what people wrote and the hashes of their passwords: encrypt
    it (--encrypt, or LECTERN_BACKUP_PASSPHRASE in a scheduled backup) and keep it elsewhere.

    It does not hold the key of the site (LECTERN_SECRET_KEY, or the file secret_key in the data
    folder), which second factors are encrypted with. Keep that one too, in another place.

    Examples:

    - lectern backup

    - lectern backup /mnt/backups/monday.backup --encrypt

    - lectern backup --verify /mnt/backups/monday.backup
    """
    from lectern.cli.commands import backup as command
    from lectern.cli.commands import restore as reading

    if verify:
        if archive is None:
            raise typer.BadParameter("Name the archive that is to be checked.")
        command.verify(archive=archive, passphrase=reading.ask_for_passphrase(archive, passphrase))
        return
    if encrypt and not passphrase:
        passphrase = typer.prompt("Pass phrase", hide_input=True, confirmation_prompt=True)
    command.run(archive=archive, passphrase=passphrase, data_dir=data_dir)


@app.command()
def restore(
    archive: Annotated[Path, typer.Argument(help="A file that 'lectern backup' has written.")],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Lose everything that is in this installation; asks first."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    passphrase: Passphrase = "",
    data_dir: DataFolder = VAR,
) -> None:
    """Bring everything back from an archive, into an empty installation.

    Stop Lectern first. The whole archive is checked before anything is touched: one that is cut
    off, altered or opened with the wrong pass phrase changes nothing. An archive of an older
    version is restored and then brought to the form of this one. Everybody signs in anew.

    Examples:

    - lectern restore monday.backup --data-dir /srv/lectern

    - lectern restore monday.backup --replace
    """
    from lectern.cli.commands import restore as command

    command.run(
        archive=archive,
        passphrase=command.ask_for_passphrase(archive, passphrase),
        replace=replace,
        yes=yes,
        data_dir=data_dir,
    )


keys = typer.Typer(no_args_is_help=True, help="The key of the site.")
app.add_typer(keys, name="keys")


@keys.command("rotate")
def keys_rotate(data_dir: DataFolder = VAR) -> None:
    """Make a new key of the site; nobody is signed out.

    It signs tokens and links and locks up second factors. Stop Lectern first. What earlier keys
    have signed is believed as long as they are kept (the last three are); second factors move to
    the new key at the next start. Where LECTERN_SECRET_KEY holds the key, it says what to set.
    """
    from lectern.cli.commands import keys_rotate as command

    command.run(data_dir=data_dir)


identity = typer.Typer(no_args_is_help=True, help="Where accounts are kept.")
app.add_typer(identity, name="identity")


@identity.command("copy")
def identity_copy(data_dir: DataFolder = VAR) -> None:
    """Copy the accounts from SQLite (identity.sqlite3 of the data folder) to DATABASE_URL.

    Stop Lectern, set DATABASE_URL to an empty PostgreSQL database, run this, and start Lectern with
    the same DATABASE_URL. Accounts, addresses, second factors, sessions and tokens come along, and
    nobody is signed out. What has arrived is compared row by row before it counts. Safe to run
    again; a database with other accounts is refused. The SQLite file is only read.

    Example:

    - DATABASE_URL=postgres://lectern:password@db.example.org/lectern lectern identity copy
    """
    from lectern.cli.commands import identity_copy as command

    command.run(data_dir=data_dir)


@app.command()
def schema(
    output: Annotated[Path, typer.Option(help="The file to write.")] = Path(
        "docs/reference/openapi.yaml"
    ),
) -> None:
    """Write the description of the HTTP API (OpenAPI 3.1)."""
    from lectern.cli.commands import schema as command

    command.run(output=output)


@app.command()
def version() -> None:
    """Print the version."""
    from lectern import __version__

    typer.echo(__version__)
