"""`lectern export`: a course as a folder or a zip file."""

from pathlib import Path

from lectern.cli import databases, django_project
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen


def run(*, course: str, path: Path, data_dir: Path) -> None:
    """Write the course; nothing that is there already is written over."""
    if path.exists() and (path.is_file() or any(path.iterdir())):
        raise OperatorError(f"{path} is there already. Name a new file or folder.")
    screen = Screen()
    with django_project.ready(data_dir, "export"):
        from lectern.interchange.packing import pack
        from lectern.interchange.services import course_called, export_course
        from lectern.shared.errors import DomainError

        databases.update()
        found = course_called(name=course)
        if found is None:
            raise OperatorError(f"There is no course of this id, nor exactly one called {course}.")
        try:
            made = export_course(
                course=found,
                advance=lambda number, total: screen.step(f"Lesson {number + 1} of {total}"),
            )
        except DomainError as error:
            raise OperatorError(error.title) from error
        screen.rest()
        for finding in made.findings:
            screen.say(str(finding))
        if path.suffix == ".zip":
            with path.open("xb") as file:
                pack(made.files, file)
        else:
            _write(made.files, path)
        counts = f"{made.lessons} lessons, {made.quizzes} quizzes, {len(made.files)} files"
        screen.done(f"{made.title}: exported to {path} ({counts})")


def _write(files: dict[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
