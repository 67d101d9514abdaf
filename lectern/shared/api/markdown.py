"""The resource `markdown`: a text as it will be shown, for editors with a preview."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lectern.shared.api.idempotency import Repeatable
from lectern.shared.api.serializers import Body
from lectern.shared.markdown import render
from lectern.shared.policies import Policy, instructor

MAX_LENGTH = 500_000  # of a lesson's content, the longest text there is

POLICY: Policy = {"create": instructor}


class TextSerializer(Body):
    """A text in Markdown."""

    content = serializers.CharField(max_length=MAX_LENGTH, allow_blank=True, trim_whitespace=False)


class RemarkSerializer(serializers.Serializer):
    """What the author should know about a place in the text."""

    line = serializers.IntegerField()
    text = serializers.CharField()


class PreviewSerializer(serializers.Serializer):
    """The text as its readers will see it, and what could not be shown."""

    html = serializers.CharField()
    remarks = RemarkSerializer(many=True)


class MarkdownViewSet(Repeatable, ViewSet):
    """Rendering without storing."""

    policy = POLICY
    audited = False

    @extend_schema(
        request=TextSerializer,
        responses={200: PreviewSerializer},
    )
    def create(self, request: Request) -> Response:
        """The same HTML that a lesson, a description or a question of this text has."""
        body = TextSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        rendered = render(body.validated_data["content"])
        notes = sorted((*rendered.dangling, *rendered.unsupported, *rendered.withheld))
        remarks = [{"line": note.line, "text": note.message} for note in notes]
        return Response({"html": rendered.html, "remarks": remarks})
