"""Event to reactions: the whole reactive flow on one screen.

`at_once` happens in the transaction of the event or not at all; `later` is delivered from the
outbox, with its effect exactly once. `JOBS` is the long work that people wait for,
`WARM` what is answered without asking a database, `COUNTS` what Prometheus is told.
"""

from lectern.accounts import handlers as accounts
from lectern.accounts import selectors as people
from lectern.accounts.events import (
    EmailLinkRequested,
    InstructorApproved,
    InstructorDeclined,
    InstructorRequested,
    PasswordResetRequested,
    PersonInvited,
    PersonRemoved,
    ProfileChanged,
    SecondFactorTurnedOff,
    SecondFactorTurnedOn,
)
from lectern.assessment import handlers as assessment
from lectern.assessment import selectors as quizzes
from lectern.assessment.events import QuizAwaitsReview, QuizFailed, QuizPassed, QuizRetaken
from lectern.catalog import cache as catalogue
from lectern.catalog import handlers as catalog
from lectern.catalog.events import CourseRemoved, LessonRemoved
from lectern.catalog.selectors import every_taught_course
from lectern.catalog.services import TeachesCourses
from lectern.certificates import handlers as certificates
from lectern.certificates.events import (
    CertificateIssued,
    CertificateReinstated,
    CertificateRevoked,
)
from lectern.certificates.selectors import every_certificate
from lectern.interchange import jobs as interchange_jobs
from lectern.interchange.handlers import forget_files
from lectern.interchange.newcomers import add_people
from lectern.learning import handlers as learning
from lectern.learning import selectors as places
from lectern.learning.events import (
    CourseShrank,
    Enrolled,
    MilestoneReached,
    PlaceActivated,
    PlaceRequested,
    PlaceSuspended,
)
from lectern.learning.services import CourseHasLearners
from lectern.notifications import handlers as notifications
from lectern.notifications import selectors as inbox
from lectern.notifications.cache import unread_page
from lectern.notifications.events import AnnouncementAddressed, DigestClosed, MessageSent
from lectern.notifications.handlers import (
    email_admins,
    email_teacher,
    put_in_inbox,
    put_in_inbox_of_teacher,
    put_in_inboxes,
    put_in_inboxes_of_admins,
    send_email,
    send_email_link,
    send_invitation,
    send_password_link,
    warn_old_address,
)
from lectern.shared import idempotency, personal_data, uploads
from lectern.shared.audit.selectors import every_act
from lectern.shared.events import Event, Reactions
from lectern.shared.jobs import Runner
from lectern.shared.jobs import selectors as jobs
from lectern.shared.metrics.stores import Count
from lectern.shared.personal_data import Teller
from lectern.shared.warm import KeyOf

_told = Reactions(at_once=[put_in_inbox], later=[send_email])
# Whoever teaches the course has something to do.
_told_both = Reactions(
    at_once=[put_in_inbox, put_in_inbox_of_teacher], later=[send_email, email_teacher]
)

SUBSCRIPTIONS: dict[type[Event], Reactions] = {
    # accounts
    PasswordResetRequested: Reactions(later=[send_password_link]),
    PersonInvited: Reactions(later=[send_invitation]),
    # In this order: no link goes out before the old address has been warned.
    EmailLinkRequested: Reactions(later=[warn_old_address, send_email_link]),
    InstructorRequested: Reactions(at_once=[put_in_inboxes_of_admins], later=[email_admins]),
    InstructorApproved: _told,
    InstructorDeclined: _told,
    SecondFactorTurnedOn: _told,
    SecondFactorTurnedOff: _told,
    ProfileChanged: Reactions(later=[learning.follow_name]),
    # Who teaches is kept first; whoever knows the person then forgets them.
    PersonRemoved: Reactions(
        at_once=[
            catalog.keep_teachers,
            learning.forget_person,
            certificates.forget_person,
            assessment.forget_person,
            notifications.forget_person,
        ],
        later=[accounts.finish_removal],
        refuses=[TeachesCourses],
    ),
    # learning
    Enrolled: Reactions(
        at_once=[put_in_inbox, assessment.count_passes],
        together=[put_in_inboxes, assessment.count_passes_of_many],
        later=[send_email],
    ),
    PlaceRequested: _told_both,
    PlaceActivated: Reactions(at_once=[put_in_inbox, assessment.count_passes], later=[send_email]),
    PlaceSuspended: _told,
    CourseShrank: Reactions(later=[learning.recount_milestones]),
    MilestoneReached: Reactions(at_once=[put_in_inbox, certificates.certify], later=[send_email]),
    # certificates
    CertificateIssued: _told,
    CertificateRevoked: _told,
    CertificateReinstated: _told,
    # assessment
    QuizPassed: _told,
    QuizFailed: _told,
    QuizRetaken: _told,
    QuizAwaitsReview: _told_both,
    # notifications
    AnnouncementAddressed: Reactions(later=[notifications.mail_announcement]),
    MessageSent: Reactions(later=[notifications.mail_message]),
    DigestClosed: Reactions(later=[notifications.send_digest]),
    # catalogue
    LessonRemoved: Reactions(at_once=[assessment.forget_lesson, learning.forget_lesson]),
    CourseRemoved: Reactions(
        at_once=[
            learning.give_up_course,
            assessment.forget_course,
            forget_files,
            notifications.withdraw_with_course,
        ],
        refuses=[CourseHasLearners],
    ),
}

# What each domain holds about a person: the files of the zip that people can ask for.
PERSONAL_DATA: dict[str, Teller] = {
    "profile": people.every_profile,
    "account": people.every_account,
    "addresses": people.every_address,
    "sessions": people.every_session,
    "failed-sign-ins": people.every_failed_sign_in,
    "second-factor": people.every_second_factor,
    "email-links": people.every_email_link,
    "courses": every_taught_course,
    "enrollments": places.every_enrollment,
    "progress": places.every_progress,
    "milestones": places.every_milestone,
    "certificates": every_certificate,
    "attempts": quizzes.own_attempts,
    "submissions": quizzes.own_submissions,
    "notifications": inbox.every_notification,
    "preferences": inbox.every_preference,
    "held-messages": inbox.every_held_message,
    "announcements": inbox.every_announcement,
    "uploads": uploads.everything_about,
    "upload-allowances": uploads.every_allowance,
    "answers": idempotency.every_key,
    "jobs": jobs.everything_about,
    "audit": every_act,
}

# What is answered before anybody else looks at it, and under which key it is kept.
WARM: dict[str, KeyOf] = {
    "/api/courses/": catalogue.courses_page,
    "/api/courses/{pk}/": catalogue.course_page,
    "/api/courses/{pk}/outline/": catalogue.outline_page,
    "/api/categories/": catalogue.categories_page,
    "/api/notifications/unread-count/": unread_page,
}

# What `/metrics` tells of the stores of the domains.
COUNTS: dict[str, Count] = {
    "lectern_people_here": Count(
        "People who were here within this time.", "within", people.people_here
    ),
    "lectern_places": Count("Places on courses.", "status", places.places_by_status),
}

# kind -> what does it
JOBS: dict[str, Runner] = {
    personal_data.KIND: personal_data.export,
    "import-course": interchange_jobs.import_course,
    "duplicate-course": interchange_jobs.duplicate_course,
    "enroll-people": interchange_jobs.enroll_people,
    "add-people": add_people,
    "export-course": interchange_jobs.export_course,
    "import-questions": interchange_jobs.import_questions,
    "announce": notifications.announce,
    "take-back-announcement": notifications.take_back,
}
