"""Searching everything that the asker may read, in one request."""

from typing import Any

from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lectern.catalog import policies, selectors, words
from lectern.learning.selectors import active_course_ids, joined_course_ids
from lectern.shared.api.permissions import asker
from lectern.shared.errors import FieldError, Invalid
from lectern.shared.policies import Principal, Row

MAX_QUERY = 100
Q = OpenApiParameter(
    "q",
    {"type": "string", "minLength": 1, "maxLength": MAX_QUERY, "pattern": r"\S"},
    required=True,
    description="Words, or how they begin; case and accents make no difference.",
)


class HitSerializer(serializers.Serializer):
    """Where a hit begins and ends, in UTF-16 units, as JavaScript counts."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()


class ExcerptSerializer(serializers.Serializer):
    """Plain text around the first hit, else how the text begins."""

    text = serializers.CharField()
    hits = HitSerializer(many=True)


class FoundCourseSerializer(serializers.Serializer):
    """A course that was found."""

    id = serializers.CharField()
    title = serializers.CharField()
    title_hits = HitSerializer(many=True)
    image = serializers.CharField()
    excerpt = ExcerptSerializer()


class FoundInSerializer(serializers.Serializer):
    """The course of a lesson that was found."""

    id = serializers.CharField()
    title = serializers.CharField()


class FoundLessonSerializer(serializers.Serializer):
    """A lesson that was found."""

    id = serializers.CharField()
    title = serializers.CharField()
    title_hits = HitSerializer(many=True)
    course = FoundInSerializer()
    excerpt = ExcerptSerializer()


class FoundSerializer(serializers.Serializer):
    """At most ten of each kind; those first whose title was found."""

    courses = FoundCourseSerializer(many=True)
    lessons = FoundLessonSerializer(many=True)


class SearchViewSet(ViewSet):
    """Courses that one may see, and lessons whose content one may read."""

    policy = policies.SEARCH
    throttle_scope = "search"
    pagination_class = None

    @extend_schema(
        parameters=[Q],
        responses=forced_singular_serializer(FoundSerializer),  # type: ignore[no-untyped-call]
    )
    def list(self, request: Request) -> Response:
        """What has words that begin as all those of `q` do."""
        return Response(FoundSerializer(_found(asker(request), _query(request))).data)


def _query(request: Request) -> str:
    text = request.query_params.get("q", "").strip()
    errors = [
        FieldError(f"?{name}", "The search has no such parameter.", "unknown-parameter")
        for name in request.query_params
        if name != "q"
    ]
    if not 1 <= len(text) <= MAX_QUERY:
        sentence = f"Give 1 to {MAX_QUERY} characters to look for."
        errors.append(FieldError("?q", sentence, "invalid-query"))
    if errors:
        raise Invalid(errors=errors)
    return text


def _found(who: Principal, text: str) -> dict[str, Any]:
    terms = words.terms_of(text)
    visible = selectors.visible_courses(who, joined_course_ids(who))
    readable = selectors.readable_lessons(
        who, [*active_course_ids(who), *selectors.taught_course_ids(who)]
    )
    lessons = selectors.found_lessons(readable, terms)
    titles = selectors.course_totals({lesson["course_id"] for lesson in lessons})
    return {
        "courses": [
            _shown(row, terms, row.get("summary", ""), image=row.get("image", ""))
            for row in selectors.found_courses(visible, terms)
        ],
        "lessons": [
            _shown(row, terms, row.get("plain", ""), course=_named(titles[row["course_id"]]))
            for row in lessons
            if row["course_id"] in titles  # it may have been removed just now
        ],
    }


def _shown(row: Row, terms: list[str], text: str, **more: Any) -> dict[str, Any]:
    return {
        **_named(row),
        "title_hits": words.hits(row["title"], terms),
        "excerpt": words.excerpt(text, terms),
        **more,
    }


def _named(row: Row) -> dict[str, str]:
    return {"id": str(row["_id"]), "title": row["title"]}
