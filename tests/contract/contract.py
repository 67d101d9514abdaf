"""The contract of the API as data: what every version owes those who build on it."""

from dataclasses import dataclass

_ALL = "list create retrieve update partial_update destroy"
_RECORDED = "list create retrieve"

# The verbs as operations.
VERBS = {
    "list": ("get", ""),
    "create": ("post", ""),
    "retrieve": ("get", "{id}/"),
    "update": ("put", "{id}/"),
    "partial_update": ("patch", "{id}/"),
    "destroy": ("delete", "{id}/"),
}


@dataclass(frozen=True)
class Resource:
    """A collection, and the resource of its name when it has verbs.

    In `fields`, `*` marks what is required to create, and `-` what is stored and shown to nobody;
    in `indexes`, `!` marks what is unique.
    """

    name: str
    verbs: str
    fields: str
    indexes: str

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where it is listed."""
        return f"/api/{self.name.replace('_', '-')}/"

    @property
    def all(self) -> set[str]:
        """Its fields beyond `id`."""
        return {field.rstrip("*-") for field in self.fields.split()}

    @property
    def shown(self) -> set[str]:
        """Those that somebody sees."""
        return {field.rstrip("*") for field in self.fields.split() if field[-1] != "-"}

    @property
    def required(self) -> set[str]:
        """Those that a creation cannot do without."""
        return {field.rstrip("*") for field in self.fields.split() if field[-1] == "*"}


RESOURCES = (
    Resource(
        "users",
        _ALL,
        "username* email* is_instructor is_student bio profile_picture auth_id- created_at",
        "username! email! auth_id!",
    ),
    Resource("categories", _ALL, "name* description position", "name!"),
    Resource(
        "courses",
        _ALL,
        "title* description summary instructor category image price currency published "
        "published_at level language tags created_at updated_at lesson_count enrollment_count "
        "minutes",
        "published+published_at category+published instructor text",
    ),
    Resource(
        "lessons",
        _ALL,
        "course* title* position section content content_html video_url minutes preview "
        "completion created_at updated_at",
        "course+position",
    ),
    Resource(
        "quizzes",
        _ALL,
        "lesson* title* passing_score max_attempts time_limit_seconds shuffle reveal created_at",
        "lesson",
    ),
    Resource(
        "questions",
        _ALL,
        "quiz* text* kind answer tolerance points explanation position created_at",
        "quiz+position",
    ),
    Resource("choices", _ALL, "question* text* is_correct feedback position", "question+position"),
    Resource(
        "enrollments",
        _ALL,
        "student course* status enrolled_at completed_at completed_lessons last_lesson progress",
        "student+course! course+enrolled_at student+enrolled_at",
    ),
    Resource(
        "progress",
        _ALL,
        "student lesson* course completed* completed_at updated_at",
        "student+lesson! student+course",
    ),
    Resource("milestones", "", "enrollment- percent- reached_at-", "enrollment+percent!"),
    Resource(
        "quiz_attempts",
        _RECORDED,
        "student quiz* number started_at deadline seed answers submitted_at",
        "student+quiz+number!",
    ),
    Resource(
        "quiz_submissions",
        _RECORDED,
        "student quiz attempt answers status score points passed feedback graded_by submitted_at",
        "student+quiz+submitted_at quiz+submitted_at attempt!",
    ),
    Resource(
        "notifications",
        _ALL,
        "recipient* kind message* url created_at is_read read_at",
        "recipient+created_at recipient+is_read",
    ),
)

# method path under /api/: what must be sent (`a|b`: one of them is enough) -> what is answered
MORE = """
post auth/login/                  username|email password -> token user
post auth/registration/           username email password1 password2 -> token user
post auth/logout/
get auth/user/
patch auth/user/
post auth/token/                  username|email password -> access refresh
post auth/token/refresh/          -> access refresh
post auth/token/verify/           token
post auth/password/change/
post auth/password/reset/         email
post auth/password/reset/confirm/
post auth/email/verify/
post auth/email/resend/
get auth/mfa/
get auth/sessions/
delete auth/sessions/
patch quiz-attempts/{id}/         -> answers
post quiz-submissions/            quiz|attempt -> score max_points attempts_left feedback
post quiz-submissions/{id}/grade/
post courses/{id}/publish/
post courses/{id}/unpublish/
post courses/{id}/duplicate/
get courses/{id}/outline/
get courses/{id}/learners/        -> next previous count results
get courses/{id}/analytics/
post courses/{id}/export/
post courses/import/
post lessons/reorder/
post enrollments/{id}/activate/
post enrollments/bulk/
post users/bulk/                  file
get site/                         -> name language registration_open
get site/manifest/                -> name start_url display icons
patch site/
post notifications/mark-all-read/
get notifications/unread-count/
get announcements/                -> next previous count results
post announcements/
get dashboard/
post users/me/export/
delete users/me/
post uploads/                     file
get search/
get jobs/{id}/
get audit-events/                 -> next previous count results
get dead-letters/                 -> next previous count results
"""

# What stands beside the API, for who has no token.
BESIDE = ("/healthz", "/readyz", "/metrics", "/api/schema/", "/swagger/", "/redoc/")

# What was decided otherwise, and the page in docs/decisions that says why.
DECIDED = {
    "0034": {("courses", "text")},
    "0035": {("quiz_attempts", "seed")},
}


def decided(resource: Resource) -> set[str]:
    """What of a resource is not as its row says."""
    return {what for pairs in DECIDED.values() for name, what in pairs if name == resource.name}
