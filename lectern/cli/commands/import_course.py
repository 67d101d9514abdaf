"""`lectern import`: a course from a folder or a zip file."""

from pathlib import Path
from typing import TYPE_CHECKING

from lectern.cli import databases, django_project
from lectern.cli.acting import acting
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen

if TYPE_CHECKING:
    from lectern.shared.policies import Row


def run(*, path: Path, data_dir: Path, instructor: str, publish: bool) -> None:
    """Read the course, show what was found, and store it when nothing is wrong."""
    screen = Screen()
    with django_project.ready(data_dir, "import"):
        from lectern.interchange import read_course, read_zip
        from lectern.interchange.services import import_course

        databases.update()
        screen.step(f"Reading {path.name}")
        is_zip = path.is_file()
        folder, report = read_zip(path, path.name) if is_zip else read_course(path)
        screen.rest()
        for line in report.lines() if folder is None else map(str, report.findings):
            screen.say(line)
        if folder is None:
            raise OperatorError(f"Nothing was imported. Mend {path.name} and try again.")
        total = len(folder.lessons)
        with acting("import"):
            done = import_course(
                folder=folder,
                source=path.stem if is_zip else path.resolve().name,
                instructor=_teacher(instructor or folder.instructor)["_id"],
                publish=publish,
                advance=lambda number, _total: screen.step(
                    f"Preparing lesson {number + 1} of {total}: {folder.lessons[number].title}"
                ),
                record=lambda _done: screen.step(f"Storing {folder.title}"),
            )
        screen.rest()
        for item in done.findings:
            if item.kind == "warning":
                screen.say(str(item))
            elif item.code != "unchanged":
                screen.say(f"{item.file}: {item.code}: {item.message}")
        counts = f"{done.lessons} lessons, {done.quizzes} quizzes, {len(folder.files)} files"
        remarks = f"{len(report.of('warning'))} warnings, {len(report.of('info'))} notes"
        screen.done(f"{folder.title}: {done.state} ({counts}; {remarks})")
        if done.state == "created" and not publish:
            screen.say("  It is a draft. Publish it with: lectern import --publish PATH")


def _teacher(username: str) -> "Row":
    from lectern.accounts.selectors import default_instructor, user_by_username

    found = user_by_username(username) if username else default_instructor()
    if found is None and username:
        raise OperatorError(
            f"There is nobody called {username}. Name somebody who teaches with --instructor."
        )
    if found is None:
        raise OperatorError(
            "Nobody is there who could teach the course. Make an account with "
            "'lectern create-admin', or load the demo with 'lectern demo'."
        )
    if not (found["is_instructor"] or found["is_admin"]):
        raise OperatorError(f"{username} does not teach. Name somebody else with --instructor.")
    return found
