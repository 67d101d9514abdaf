"""Looking at one thing costs a fixed number of queries, and each of them has an index."""

from tests.contract.conftest import Price
from tests.contract.furniture import lists
from tests.contract.rights import RIGHTS, Right
from tests.contract.stage import QUERIES, Stage

LOOKERS = ("visitor", "owner", "teacher", "admin")

# What each of them asks of MongoDB, `+` what it asks of SQL; `-` is not for them to see.
# path                                what         visitor owner teacher admin
_PINNED = """
/api/auth/mfa/                        -            -       0+2   0+2     0+2
/api/auth/sessions/                   -            -       0+3   0+3     0+3
/api/auth/user/                       -            -       1+1   1+1     1+1
/api/users/{id}/                      student      -       1     3       1
/api/users/{id}/                      instructor   1       1     1       1
/api/site/                            -            0       0     0       0
/api/site/manifest/                   -            0       0     0       0
/api/categories/{id}/                 -            1       1     1       1
/api/courses/{id}/                    published    1       1     1       1
/api/courses/{id}/                    draft        -       -     1       1
/api/courses/{id}/outline/            published    2       2     2       2
/api/courses/{id}/outline/            draft        -       -     2       2
/api/courses/{id}/analytics/          published    -       -     1       1
/api/courses/{id}/analytics/          draft        -       -     1       1
/api/lessons/{id}/                    published    1       1     2       1
/api/lessons/{id}/                    draft        -       -     2       1
/api/quizzes/{id}/                    -            -       1     2       1
/api/quizzes/{id}/statistics/         -            -       -     8       7
/api/questions/{id}/                  -            -       3     2       1
/api/choices/{id}/                    -            -       3     2       1
/api/enrollments/{id}/                -            -       2     3       2
/api/progress/{id}/                   -            -       1     2       1
/api/quiz-attempts/{id}/              -            -       1     2       1
/api/quiz-submissions/{id}/           -            -       4     5       4
/api/certificates/{id}/               -            1       1     1       1
/api/certificates/{id}/pdf/           -            -       1     1       1
/api/announcements/{id}/              course       -       1     2       1
/api/announcements/{id}/              site         -       1     2       1
/api/notifications/{id}/              -            -       2     -       -
/api/notifications/unread-count/      -            -       0     0       0
/api/notifications/preferences/       -            -       1     1       1
/api/search/                          -            5       5     6       5
/api/audit-events/{id}/               -            -       -     -       1
/api/dead-letters/{id}/               -            -       -     -       1
/api/dashboard/                       -            -       12    10      4+1
/api/jobs/{id}/                       -            -       -     1       1
/api/jobs/{id}/file/                  -            -       -     1       -
"""


def looks() -> list[Right]:
    """Every operation that shows something which is not a list."""
    listed = lists()
    return [right for right in RIGHTS if right.method == "get" and right.path not in listed]


def cells(stage: Stage, right: Right, price: Price) -> list[str]:
    """A line of the table as it is."""
    url = right.path
    if "{id}" in url:
        url = url.replace("{id}", str(stage.target(right)))
    url += QUERIES.get(url, "")
    costs = [
        str(price(stage.clients[name], url)) if right.answers[name] == "ok" else "-"
        for name in LOOKERS
    ]
    return [right.path, right.what or "-", *costs]


def test_no_look_asks_more_than_the_table_says(clean: None, price: Price) -> None:
    stage = Stage()
    pinned = [line.split() for line in _PINNED.splitlines() if line]
    assert [cells(stage, right, price) for right in looks()] == pinned
