"""The reads that are measured, and how to ask for them so that no kept answer is given."""

from collections.abc import Collection, Mapping

UNREAD = "unread count"
# Whose answers are kept as they are sent. All others are made anew each time.
KEPT = frozenset(
    {"course list", "course list, expanded", "course", "course, expanded", "outline", UNREAD}
)
MEMBERS = frozenset({"places", "progress", "notifications", UNREAD, "dashboard"})


def reads(course: str) -> dict[str, str]:
    """A path for each name."""
    return {
        "course list": "/api/courses/",
        "course list, expanded": "/api/courses/?expand=instructor,category&page_size=12",
        "course": f"/api/courses/{course}/",
        "course, expanded": f"/api/courses/{course}/?expand=instructor,category",
        "outline": f"/api/courses/{course}/outline/",
        "lessons of a course": f"/api/lessons/?course={course}",
        "places": "/api/enrollments/",
        "progress": "/api/progress/",
        "notifications": "/api/notifications/",
        UNREAD: "/api/notifications/unread-count/",
        "dashboard": "/api/dashboard/",
    }


def chosen(course: str, names: Collection[str]) -> dict[str, str]:
    """Those of these names; all when there are none."""
    return {name: path for name, path in reads(course).items() if not names or name in names}


def cold(path: str) -> str:
    """The same answer, asked for in words that no answer is kept for."""
    if "expand=" in path:
        return path.replace("instructor,category", "instructor,category,category")
    return f"{path}?expand="


def of_other(url: str, given: Mapping[str, str], course: str) -> dict[str, str]:
    """What another server is asked: the paths that were given for it, else the same as ours."""
    found = given or {name: path for name, path in reads(course).items() if name not in MEMBERS}
    return {f"{name}, {url}": url.rstrip("/") + path for name, path in found.items()}
