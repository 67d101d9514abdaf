"""A course as a folder holds it: plain values, complete or not there at all."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from lectern.interchange.gift import ParsedQuiz

Completion = Literal["view", "quiz"]


@dataclass(frozen=True, slots=True)
class CourseFile:
    """A file that the course refers to. `media_type` is what it is, not what its name says."""

    path: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson. `stem` is the name of its file without `.md`: `05-loop`.

    `images` and `attachments` are the paths of the course's files that the lesson and its quiz
    show and link to.
    """

    stem: str
    title: str
    content: str
    section: str = ""
    minutes: int | None = None
    preview: bool = False
    video_url: str = ""
    completion: Completion | None = None
    images: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    quiz: ParsedQuiz | None = None

    @property
    def position(self) -> int:
        """The number in front of the name; lessons are ordered by it."""
        return int(self.stem.partition("-")[0])

    @property
    def slug(self) -> str:
        """The name behind the number: it stays the same when lessons are moved."""
        return self.stem.partition("-")[2]


@dataclass(frozen=True, slots=True)
class CourseFolder:
    """A whole course, with every file that it refers to."""

    title: str
    summary: str = ""
    description: str = ""
    category: str = ""
    level: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    price: Decimal = Decimal("0.00")
    currency: str = "USD"
    image: str = ""
    instructor: str = ""
    lessons: tuple[Lesson, ...] = ()
    files: tuple[CourseFile, ...] = ()

    def file(self, path: str) -> CourseFile | None:
        return next((file for file in self.files if file.path == path), None)
