"""The router, one line a resource."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from lectern.accounts.api.me import ExportView, MyselfView
from lectern.accounts.api.users import UserViewSet
from lectern.assessment.api.attempts import QuizAttemptViewSet
from lectern.assessment.api.choices import ChoiceViewSet
from lectern.assessment.api.questions import QuestionViewSet
from lectern.assessment.api.quizzes import QuizViewSet
from lectern.assessment.api.submissions import QuizSubmissionViewSet
from lectern.catalog.api.categories import CategoryViewSet
from lectern.catalog.api.courses import CourseViewSet
from lectern.catalog.api.lessons import LessonViewSet
from lectern.catalog.api.search import SearchViewSet
from lectern.certificates.api.certificates import CertificateViewSet
from lectern.interchange.api.courses import CourseExchangeViewSet
from lectern.interchange.api.enrollments import BulkEnrollmentViewSet
from lectern.interchange.api.people import BulkPeopleViewSet
from lectern.learning.api.analytics import AnalyticsViewSet
from lectern.learning.api.dashboard import DashboardViewSet
from lectern.learning.api.enrollments import EnrollmentViewSet
from lectern.learning.api.learners import GradebookViewSet, LearnerViewSet
from lectern.learning.api.progress import ProgressViewSet
from lectern.notifications.api.announcements import AnnouncementViewSet
from lectern.notifications.api.notifications import NotificationViewSet
from lectern.notifications.api.preferences import PreferencesViewSet
from lectern.shared import health, media, spa
from lectern.shared.api import problems
from lectern.shared.api.audit_events import AuditEventViewSet
from lectern.shared.api.dead_letters import DeadLetterViewSet
from lectern.shared.api.docs import RedocView, SwaggerView
from lectern.shared.api.jobs import JobViewSet
from lectern.shared.api.markdown import MarkdownViewSet
from lectern.shared.api.site import SiteViewSet
from lectern.shared.api.uploads import UploadViewSet
from lectern.shared.metrics.view import metrics

COURSE = r"courses/(?P<pk>[^/]+)"

router = SimpleRouter(use_regex_path=True)
router.register("users", BulkPeopleViewSet, basename="bulk-people")
router.register("users", UserViewSet, basename="users")
router.register("categories", CategoryViewSet, basename="categories")
router.register("courses", CourseExchangeViewSet, basename="course-exchange")
router.register("courses", CourseViewSet, basename="courses")
router.register(f"{COURSE}/learners", LearnerViewSet, basename="course-learners")
router.register(f"{COURSE}/gradebook", GradebookViewSet, basename="course-gradebook")
router.register(f"{COURSE}/analytics", AnalyticsViewSet, basename="course-analytics")
router.register("lessons", LessonViewSet, basename="lessons")
router.register("quizzes", QuizViewSet, basename="quizzes")
router.register("questions", QuestionViewSet, basename="questions")
router.register("choices", ChoiceViewSet, basename="choices")
router.register("quiz-attempts", QuizAttemptViewSet, basename="quiz-attempts")
router.register("quiz-submissions", QuizSubmissionViewSet, basename="quiz-submissions")
router.register("enrollments", BulkEnrollmentViewSet, basename="bulk-enrollment")
router.register("enrollments", EnrollmentViewSet, basename="enrollments")
router.register("progress", ProgressViewSet, basename="progress")
router.register("certificates", CertificateViewSet, basename="certificates")
router.register("announcements", AnnouncementViewSet, basename="announcements")
router.register("notifications", PreferencesViewSet, basename="notification-preferences")
router.register("notifications", NotificationViewSet, basename="notifications")
router.register("markdown", MarkdownViewSet, basename="markdown")
router.register("search", SearchViewSet, basename="search")
router.register("uploads", UploadViewSet, basename="uploads")
router.register("dashboard", DashboardViewSet, basename="dashboard")
router.register("audit-events", AuditEventViewSet, basename="audit-events")
router.register("dead-letters", DeadLetterViewSet, basename="dead-letters")
router.register("", SiteViewSet, basename="site")
router.register("jobs", JobViewSet, basename="jobs")

urlpatterns = [
    path("api/auth/", include("lectern.accounts.api.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/users/me/", MyselfView.as_view(), name="myself"),
    path("api/users/me/export/", ExportView.as_view(), name="export-me"),
    path("api/", include(router.urls)),
    re_path(r"^api(?:/.*)?$", problems.not_found),
    path("swagger/", SwaggerView.as_view(), name="swagger"),
    path("redoc/", RedocView.as_view(), name="redoc"),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("metrics", metrics),
    path("media/<path:name>", media.serve),
    re_path(r"^.*$", spa.page),
]

handler400 = "lectern.shared.api.problems.bad_request"
handler404 = "lectern.shared.api.problems.not_found"
handler500 = "lectern.shared.api.problems.server_error"
