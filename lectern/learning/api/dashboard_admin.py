"""What somebody who runs the installation sees first."""

from typing import Any

from rest_framework import serializers

from lectern.accounts.selectors import people_counts, people_per_day
from lectern.catalog.selectors import course_counts
from lectern.learning.selectors import place_count
from lectern.shared import health, outbox
from lectern.shared.jobs.selectors import failed_count
from lectern.shared.policies import Principal


class PeopleSerializer(serializers.Serializer):
    """How many people there are; one person may have several roles."""

    total = serializers.IntegerField()
    active = serializers.IntegerField(help_text="Those who can sign in.")
    students = serializers.IntegerField()
    instructors = serializers.IntegerField()
    admins = serializers.IntegerField()
    instructor_requests = serializers.IntegerField()


class PeopleDaySerializer(serializers.Serializer):
    """People on a day (UTC): who registered, and who was there."""

    date = serializers.DateField()
    registered = serializers.IntegerField()
    active = serializers.IntegerField()


class CourseCountsSerializer(serializers.Serializer):
    """How many courses there are."""

    published = serializers.IntegerField()
    drafts = serializers.IntegerField()
    archived = serializers.IntegerField()


class DependencySerializer(serializers.Serializer):
    """Whether something that the product depends on answers."""

    name = serializers.CharField()
    status = serializers.CharField()


class HealthSerializer(serializers.Serializer):
    """Whether everything answers: ready, degraded or unready."""

    status = serializers.CharField()
    dependencies = DependencySerializer(many=True)


class AdminDashboardSerializer(serializers.Serializer):
    """The dashboard of an admin; people are as they were counted some minutes ago."""

    people = PeopleSerializer()
    days = PeopleDaySerializer(many=True)
    courses = CourseCountsSerializer()
    enrollments = serializers.IntegerField(help_text="Estimated; places that were left included.")
    dead_letters = serializers.IntegerField()
    failed_jobs = serializers.IntegerField()
    health = HealthSerializer()


def admin_dashboard(_who: Principal) -> dict[str, Any]:
    """People, courses, and what needs attention."""
    state = health.summary()
    return {
        "people": people_counts(),
        "days": people_per_day(),
        "courses": course_counts(),
        "enrollments": place_count(),
        "dead_letters": outbox.dead_letter_count(),
        "failed_jobs": failed_count(),
        "health": {
            "status": state["status"],
            "dependencies": [
                {"name": name, "status": one["status"]}
                for name, one in state["dependencies"].items()
            ],
        },
    }
