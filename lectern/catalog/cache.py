"""What is kept warm of the catalogue, and what forgets it.

Of the pages that the API answers only those are kept which everybody who may see them sees alike.
"""

from urllib.parse import parse_qsl

from bson import ObjectId

from lectern.accounts.cache import names
from lectern.shared.cache import VERSION_TTL, Key
from lectern.shared.policies import Principal

COURSE_TTL = 30 * 60
LIST_TTL = 60 * 60
STATES_TTL = 60
# Queries of a list are kept only if they are of these, for there are more than memory could hold.
EXPANDED = "instructor,category"
_PARAMETERS = frozenset({"expand", "page_size", "ordering", "category"})
_SIZES = frozenset({"12", "20"})


def outline(course_id: ObjectId) -> Key:
    """The lessons of a course in order, without their content."""
    return Key(f"lessons:course:{course_id}", COURSE_TTL)


def of_course(course_id: ObjectId) -> list[Key]:
    """All that a change of the course, of its lessons or of which have a quiz makes untrue."""
    pages = [_course_page(course_id), _course_page(course_id, EXPANDED), _outline_page(course_id)]
    return [outline(course_id), *pages, catalogue()]


def catalogue() -> Key:
    """The version of all lists of courses."""
    return Key("version:catalogue", VERSION_TTL)


def subjects() -> Key:
    """The version of all that names categories; forgotten when one changes or goes."""
    return Key("version:subjects", VERSION_TTL)


def visible_to(person_id: ObjectId) -> Key:
    """The version of which courses a person sees; forgotten when a place comes or goes."""
    return Key(f"version:visible:user:{person_id}", VERSION_TTL)


def course_count(condition: str) -> Key:
    """How many courses meet a condition."""
    return Key(f"counts:courses:{condition}", LIST_TTL, (catalogue(), subjects()))


def states() -> Key:
    """How many courses are in each state; as old as this at the most."""
    return Key("counts:course-states", STATES_TTL)


def course_page(_who: Principal, query: str, course_id: str) -> Key | None:
    """A published course as the API shows it, plain or with all expansions."""
    if query == f"expand={EXPANDED}" or query == f"expand={EXPANDED.replace(',', '%2C')}":
        return _course_page(course_id, EXPANDED)
    return None if query else _course_page(course_id)


def outline_page(_who: Principal, query: str, course_id: str) -> Key | None:
    """The outline of a published course as the API shows it."""
    return None if query else _outline_page(course_id)


def courses_page(who: Principal, query: str, _id: str) -> Key | None:
    """A first page of the catalogue, for visitors and for those who only learn."""
    if who.is_instructor or who.is_admin or len(query) > 100:
        return None
    asked = parse_qsl(query, keep_blank_values=True)
    given = dict(asked)
    if (
        len(given) != len(asked)
        or not given.keys() <= _PARAMETERS
        or given.get("expand", EXPANDED) != EXPANDED
        or given.get("page_size", "20") not in _SIZES
    ):
        return None
    whose = f"user:{who.id}" if who.id else "visitors"
    under = (catalogue(), subjects(), names(), *([visible_to(who.id)] if who.id else ()))
    return Key(f"courses:{whose}:{query}", LIST_TTL, under)


def categories_page(_who: Principal, query: str, _id: str) -> Key | None:
    """The first page of all categories."""
    return None if query else Key("categories", LIST_TTL, (subjects(),))


def _course_page(course_id: ObjectId | str, expanded: str = "") -> Key:
    if expanded:
        return Key(f"course:{course_id}:{expanded}", COURSE_TTL, (subjects(), names()))
    return Key(f"course:{course_id}", COURSE_TTL, (subjects(),))


def _outline_page(course_id: ObjectId | str) -> Key:
    return Key(f"lessons:course:{course_id}:page", COURSE_TTL)
