"""Who may do what: the table that the walk over all operations holds the server to.

A row names an operation, what it is done to, and what each of six people is answered:

    visitor    nobody has signed in
    owner      the student whom it belongs to, with a place on the teacher's course
    student    another student, without a place
    teacher    the instructor of the course
    stranger   an instructor of other courses
    admin      runs the installation

Who teaches may try their own quizzes; the people here who teach may also learn.
`ok` is any 2xx; 401 asks to sign in; 403 may see it but not do this; 404 may not know of it.
"""

from typing import NamedTuple

PEOPLE = ("visitor", "owner", "student", "teacher", "stranger", "admin")


class Right(NamedTuple):
    """One row of the table."""

    method: str
    path: str
    what: str
    answers: dict[str, str]

    @property
    def operation(self) -> tuple[str, str]:
        """Method and path."""
        return self.method, self.path

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.what}".strip()


# method path                               what          visitor ... admin, as in PEOPLE
_TABLE = """
POST   /api/auth/email/change/               -             401 ok  ok  ok  ok  ok
POST   /api/auth/email/resend/               -             ok  ok  ok  ok  ok  ok
POST   /api/auth/email/verify/               -             ok  ok  ok  ok  ok  ok
POST   /api/auth/login/                      -             ok  ok  ok  ok  ok  ok
POST   /api/auth/logout/                     -             ok  ok  ok  ok  ok  ok
GET    /api/auth/mfa/                        -             401 ok  ok  ok  ok  ok
POST   /api/auth/mfa/activate/               -             401 ok  ok  ok  ok  ok
POST   /api/auth/mfa/begin/                  -             401 ok  ok  ok  ok  ok
POST   /api/auth/mfa/deactivate/             -             401 ok  ok  ok  ok  ok
POST   /api/auth/mfa/login/                  -             ok  ok  ok  ok  ok  ok
POST   /api/auth/mfa/recovery-codes/         -             401 ok  ok  ok  ok  ok
POST   /api/auth/password/change/            -             401 ok  ok  ok  ok  ok
POST   /api/auth/password/reset/             -             ok  ok  ok  ok  ok  ok
POST   /api/auth/password/reset/confirm/     -             ok  ok  ok  ok  ok  ok
POST   /api/auth/registration/               -             ok  ok  ok  ok  ok  ok
GET    /api/auth/sessions/                   -             401 ok  ok  ok  ok  ok
DELETE /api/auth/sessions/                   -             401 ok  ok  ok  ok  ok
DELETE /api/auth/sessions/{id}/              -             401 ok  404 404 404 404
POST   /api/auth/token/                      -             ok  ok  ok  ok  ok  ok
POST   /api/auth/token/refresh/              -             ok  ok  ok  ok  ok  ok
POST   /api/auth/token/verify/               -             ok  ok  ok  ok  ok  ok
GET    /api/auth/user/                       -             401 ok  ok  ok  ok  ok
PATCH  /api/auth/user/                       -             401 ok  ok  ok  ok  ok

GET    /api/users/                           -             401 403 403 403 403 ok
POST   /api/users/                           -             401 403 403 403 403 ok
GET    /api/users/{id}/                      student       404 ok  ok  ok  ok  ok
GET    /api/users/{id}/                      instructor    ok  ok  ok  ok  ok  ok
PUT    /api/users/{id}/                      student       401 ok  403 403 403 ok
PATCH  /api/users/{id}/                      student       401 ok  403 403 403 ok
PATCH  /api/users/{id}/                      instructor    401 403 403 ok  403 ok
PATCH  /api/users/{id}/                      role          401 403 403 403 403 ok
DELETE /api/users/{id}/                      student       401 403 403 403 403 ok
POST   /api/users/bulk/                      -             401 403 403 403 403 ok
DELETE /api/users/me/                        new           401 ok  ok  ok  ok  ok
POST   /api/users/me/export/                 -             401 ok  ok  ok  ok  ok
POST   /api/users/me/request-instructor/     -             401 ok  ok  ok  ok  ok
POST   /api/users/{id}/reset-mfa/            -             401 403 403 403 403 ok
POST   /api/users/{id}/approve-instructor/   -             401 403 403 403 403 ok
POST   /api/users/{id}/decline-instructor/   -             401 403 403 403 403 ok

GET    /api/site/                            -             ok  ok  ok  ok  ok  ok
GET    /api/site/manifest/                   -             ok  ok  ok  ok  ok  ok
PATCH  /api/site/                            -             401 403 403 403 403 ok

POST   /api/uploads/                         own           401 ok  ok  ok  ok  ok
POST   /api/uploads/                         course        401 403 403 ok  ok  ok

GET    /api/categories/                      -             ok  ok  ok  ok  ok  ok
POST   /api/categories/                      -             401 403 403 403 403 ok
GET    /api/categories/{id}/                 -             ok  ok  ok  ok  ok  ok
PUT    /api/categories/{id}/                 -             401 403 403 403 403 ok
PATCH  /api/categories/{id}/                 -             401 403 403 403 403 ok
DELETE /api/categories/{id}/                 -             401 403 403 403 403 ok

GET    /api/courses/                         -             ok  ok  ok  ok  ok  ok
POST   /api/courses/                         -             401 403 403 ok  ok  ok
GET    /api/courses/{id}/                    published     ok  ok  ok  ok  ok  ok
GET    /api/courses/{id}/                    draft         404 404 404 ok  404 ok
PUT    /api/courses/{id}/                    published     401 403 403 ok  403 ok
PUT    /api/courses/{id}/                    draft         401 403 403 ok  404 ok
PATCH  /api/courses/{id}/                    published     401 403 403 ok  403 ok
PATCH  /api/courses/{id}/                    draft         401 403 403 ok  404 ok
DELETE /api/courses/{id}/                    published     401 403 403 ok  403 ok
DELETE /api/courses/{id}/                    draft         401 403 403 ok  404 ok
GET    /api/courses/{id}/outline/            published     ok  ok  ok  ok  ok  ok
GET    /api/courses/{id}/outline/            draft         404 404 404 ok  404 ok
POST   /api/courses/{id}/publish/            draft         401 403 403 ok  404 ok
POST   /api/courses/{id}/unpublish/          published     401 403 403 ok  403 ok
POST   /api/courses/{id}/duplicate/          published     401 403 403 ok  403 ok
POST   /api/courses/{id}/duplicate/          draft         401 403 403 ok  404 ok
POST   /api/courses/{id}/export/             published     401 403 403 ok  403 ok
POST   /api/courses/{id}/export/             draft         401 403 403 ok  404 ok
POST   /api/courses/import/                  course        401 403 403 ok  ok  ok
POST   /api/courses/import/                  questions     401 403 403 ok  404 ok
POST   /api/courses/{id}/archive/            published     401 403 403 ok  403 ok
POST   /api/courses/{id}/archive/            draft         401 403 403 ok  404 ok
POST   /api/courses/{id}/unarchive/          draft         401 403 403 ok  404 ok

GET    /api/courses/{id}/learners/           published     401 403 403 ok  403 ok
GET    /api/courses/{id}/learners/           draft         401 403 403 ok  404 ok
GET    /api/courses/{id}/gradebook/          published     401 403 403 ok  403 ok
GET    /api/courses/{id}/gradebook/          draft         401 403 403 ok  404 ok
GET    /api/courses/{id}/analytics/          published     401 403 403 ok  403 ok
GET    /api/courses/{id}/analytics/          draft         401 403 403 ok  404 ok

GET    /api/lessons/                         -             ok  ok  ok  ok  ok  ok
POST   /api/lessons/                         published     401 403 403 ok  403 ok
POST   /api/lessons/                         draft         401 403 403 ok  404 ok
GET    /api/lessons/{id}/                    published     ok  ok  ok  ok  ok  ok
GET    /api/lessons/{id}/                    draft         404 404 404 ok  404 ok
PUT    /api/lessons/{id}/                    published     401 403 403 ok  403 ok
PUT    /api/lessons/{id}/                    draft         401 403 403 ok  404 ok
PATCH  /api/lessons/{id}/                    published     401 403 403 ok  403 ok
PATCH  /api/lessons/{id}/                    draft         401 403 403 ok  404 ok
DELETE /api/lessons/{id}/                    published     401 403 403 ok  403 ok
DELETE /api/lessons/{id}/                    draft         401 403 403 ok  404 ok
POST   /api/lessons/reorder/                 published     401 403 403 ok  403 ok
POST   /api/lessons/reorder/                 draft         401 403 403 ok  404 ok

GET    /api/quizzes/                         -             401 ok  ok  ok  ok  ok
POST   /api/quizzes/                         -             401 403 403 ok  403 ok
GET    /api/quizzes/{id}/                    -             401 ok  404 ok  404 ok
PUT    /api/quizzes/{id}/                    -             401 403 403 ok  404 ok
PATCH  /api/quizzes/{id}/                    -             401 403 403 ok  404 ok
DELETE /api/quizzes/{id}/                    -             401 403 403 ok  404 ok
GET    /api/quizzes/{id}/statistics/         -             401 403 403 ok  404 ok

GET    /api/questions/                       -             401 ok  ok  ok  ok  ok
POST   /api/questions/                       -             401 403 403 ok  404 ok
GET    /api/questions/{id}/                  -             401 ok  404 ok  404 ok
PUT    /api/questions/{id}/                  -             401 403 403 ok  404 ok
PATCH  /api/questions/{id}/                  -             401 403 403 ok  404 ok
DELETE /api/questions/{id}/                  -             401 403 403 ok  404 ok
POST   /api/questions/reorder/               -             401 403 403 ok  404 ok

GET    /api/choices/                         -             401 ok  ok  ok  ok  ok
POST   /api/choices/                         -             401 403 403 ok  404 ok
GET    /api/choices/{id}/                    -             401 ok  404 ok  404 ok
PUT    /api/choices/{id}/                    -             401 403 403 ok  404 ok
PATCH  /api/choices/{id}/                    -             401 403 403 ok  404 ok
DELETE /api/choices/{id}/                    -             401 403 403 ok  404 ok

GET    /api/enrollments/                     -             401 ok  ok  ok  ok  ok
POST   /api/enrollments/                     published     401 ok  ok  ok  ok  ok
POST   /api/enrollments/                     another       401 403 403 403 403 ok
POST   /api/enrollments/                     draft         401 404 404 404 404 404
GET    /api/enrollments/{id}/                -             401 ok  404 ok  404 ok
PUT    /api/enrollments/{id}/                -             401 403 403 ok  404 ok
PATCH  /api/enrollments/{id}/                -             401 403 403 ok  404 ok
DELETE /api/enrollments/{id}/                -             401 ok  404 ok  404 ok
POST   /api/enrollments/{id}/activate/       -             401 403 403 ok  404 ok
POST   /api/enrollments/bulk/                -             401 403 403 ok  403 ok

GET    /api/progress/                        -             401 ok  ok  ok  ok  ok
POST   /api/progress/                        -             401 ok  403 403 403 403
GET    /api/progress/{id}/                   -             401 ok  404 ok  404 ok
PUT    /api/progress/{id}/                   -             401 ok  404 403 404 403
PATCH  /api/progress/{id}/                   -             401 ok  404 403 404 403
DELETE /api/progress/{id}/                   -             401 ok  404 403 404 403
POST   /api/progress/opened/                 -             401 ok  403 403 403 403

GET    /api/quiz-attempts/                   -             401 ok  ok  ok  ok  ok
POST   /api/quiz-attempts/                   -             401 ok  403 ok  403 ok
GET    /api/quiz-attempts/{id}/              -             401 ok  404 ok  404 ok
PATCH  /api/quiz-attempts/{id}/              -             401 ok  404 403 404 403

GET    /api/quiz-submissions/                -             401 ok  ok  ok  ok  ok
POST   /api/quiz-submissions/                attempt       401 ok  404 403 404 403
POST   /api/quiz-submissions/                quiz          401 ok  403 ok  403 ok
GET    /api/quiz-submissions/{id}/           -             401 ok  404 ok  404 ok
POST   /api/quiz-submissions/{id}/grade/     -             401 403 403 ok  404 ok

GET    /api/certificates/                    -             401 ok  ok  ok  ok  ok
GET    /api/certificates/{id}/               -             ok  ok  ok  ok  ok  ok
GET    /api/certificates/{id}/pdf/           -             401 ok  403 ok  403 ok
POST   /api/certificates/{id}/revoke/        -             401 403 403 ok  403 ok
POST   /api/certificates/{id}/reinstate/     -             401 403 403 ok  403 ok

GET    /api/announcements/                   -             401 ok  ok  ok  ok  ok
POST   /api/announcements/                   course        401 403 403 ok  403 ok
POST   /api/announcements/                   draft         401 403 403 ok  404 ok
POST   /api/announcements/                   site          401 403 403 403 403 ok
GET    /api/announcements/{id}/              course        401 ok  404 ok  404 ok
GET    /api/announcements/{id}/              site          401 ok  ok  ok  ok  ok
PUT    /api/announcements/{id}/              course        401 403 403 ok  404 ok
PATCH  /api/announcements/{id}/              course        401 403 403 ok  404 ok
PATCH  /api/announcements/{id}/              site          401 403 403 403 403 ok
DELETE /api/announcements/{id}/              course        401 403 403 ok  404 ok

GET    /api/notifications/                   -             401 ok  ok  ok  ok  ok
POST   /api/notifications/                   -             401 403 403 ok  404 ok
GET    /api/notifications/{id}/              -             401 ok  404 404 404 404
PUT    /api/notifications/{id}/              -             401 ok  404 404 404 404
PATCH  /api/notifications/{id}/              -             401 ok  404 404 404 404
DELETE /api/notifications/{id}/              -             401 ok  404 404 404 404
POST   /api/notifications/mark-all-read/     -             401 ok  ok  ok  ok  ok
GET    /api/notifications/unread-count/      -             401 ok  ok  ok  ok  ok
GET    /api/notifications/preferences/       -             401 ok  ok  ok  ok  ok
PUT    /api/notifications/preferences/       -             401 ok  ok  ok  ok  ok
PATCH  /api/notifications/preferences/       -             401 ok  ok  ok  ok  ok
POST   /api/notifications/unsubscribe/       -             ok  ok  ok  ok  ok  ok

POST   /api/markdown/                        -             401 403 403 ok  ok  ok
GET    /api/search/                          -             ok  ok  ok  ok  ok  ok

GET    /api/audit-events/                    -             401 403 403 403 403 ok
GET    /api/audit-events/{id}/               -             401 403 403 403 403 ok

GET    /api/dead-letters/                    -             401 403 403 403 403 ok
GET    /api/dead-letters/{id}/               -             401 403 403 403 403 ok
POST   /api/dead-letters/{id}/retry/         -             401 403 403 403 403 ok

GET    /api/dashboard/                       -             401 ok  ok  ok  ok  ok

GET    /api/jobs/                            -             401 ok  ok  ok  ok  ok
GET    /api/jobs/{id}/                       -             401 404 404 ok  404 ok
GET    /api/jobs/{id}/file/                  -             401 404 404 ok  404 403
POST   /api/jobs/{id}/cancel/                -             401 404 404 ok  404 ok
POST   /api/jobs/{id}/retry/                 -             401 404 404 ok  404 ok
"""


def _rows() -> list[Right]:
    rows = []
    for line in filter(None, _TABLE.splitlines()):
        method, path, what, *answers = line.split()
        people = dict(zip(PEOPLE, answers, strict=True))
        rows.append(Right(method.lower(), path, what.strip("-"), people))
    return rows


RIGHTS = _rows()

# Whose lists hold what everybody may read who knows its number.
LISTED = {"/api/certificates/{id}/": {"owner", "teacher", "admin"}}

# Fields that some of those who may read the row do not see, and who does.
SEEN = {
    ("/api/users/{id}/", "student", "email"): {"owner", "teacher", "admin"},
    ("/api/users/{id}/", "student", "language"): {"owner", "admin"},
    ("/api/users/{id}/", "instructor", "email"): {"teacher", "admin"},
    ("/api/announcements/{id}/", "course", "delivered"): {"teacher", "admin"},
    ("/api/lessons/{id}/", "published", "content"): {"owner", "teacher", "admin"},
    ("/api/certificates/{id}/", "", "student"): {"owner", "teacher", "admin"},
    ("/api/certificates/{id}/", "", "reason"): {"owner", "teacher", "admin"},
    ("/api/questions/{id}/", "", "answer"): {"teacher", "admin"},
    ("/api/questions/{id}/", "", "explanation"): {"teacher", "admin"},
    ("/api/choices/{id}/", "", "is_correct"): {"teacher", "admin"},
    ("/api/choices/{id}/", "", "feedback"): {"teacher", "admin"},
}
