"""The resource `uploads`."""

from typing import Any, ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.shared import uploads
from lectern.shared.api.failures import Errors
from lectern.shared.api.parsers import Form
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Created
from lectern.shared.errors import FieldError, Forbidden
from lectern.shared.media import url_of
from lectern.shared.policies import Policy, Row, member
from lectern.shared.selection import Selection

UPLOAD: Policy = {"create": member}

# What surrounds the file in a form: the boundaries and the other fields.
FORM_BYTES = 16 * 1024


class UploadSerializer(Resource):
    """A file; pictures come with their size."""

    file = serializers.FileField(write_only=True, allow_empty_file=True)
    purpose = serializers.ChoiceField(list(uploads.PURPOSES), default="profile-picture")
    url = serializers.SerializerMethodField(help_text="Where the file is served from now on.")
    kind = serializers.CharField(
        read_only=True, help_text="picture, video, audio, document, text or archive."
    )
    content_type = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True, help_text="Bytes, as it is kept.")
    width = serializers.IntegerField(read_only=True, allow_null=True)
    height = serializers.IntegerField(read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)

    def get_url(self, row: Row) -> str:
        """The path on this server."""
        return url_of(row["path"])


class UploadViewSet(Created):
    """Files that people bring."""

    revocable = False  # files are in no transaction; the same file again is the same upload
    policy = UPLOAD
    errors: ClassVar[Errors] = {
        "create": (uploads.FileTooLarge, uploads.UnacceptableFile, uploads.UploadsUsedUp)
    }
    serializer_class = UploadSerializer
    parser_classes = (Form,)

    def get_queryset(self) -> Selection:
        """One's own."""
        return uploads.own_uploads(self.me)

    @extend_schema(request={"multipart/form-data": UploadSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Keep a file. Pictures are drawn anew as WebP, upright and without hidden data; other
        files are kept as they are, for lessons, and offered as downloads or shown without power.
        """
        self._refuse_early(request)
        return super().create(request, *args, **kwargs)

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Take it in, when the person may bring files for this purpose."""
        purpose = values["purpose"]
        if not uploads.PURPOSES[purpose].allowed(self.who, None):
            sentence = "You cannot bring files for this purpose."
            raise Forbidden(errors=[FieldError("/purpose", sentence, "forbidden")])
        return uploads.take_in(owner=self.me, purpose=purpose, file=values["file"])

    def _refuse_early(self, request: Request) -> None:
        """By the announced length, before anything is read, what is too large for any purpose."""
        open_to_them = [one for one in uploads.PURPOSES.values() if one.allowed(self.who, None)]
        most = max(purpose.most for purpose in open_to_them)
        if int(request.META.get("CONTENT_LENGTH") or 0) > most + FORM_BYTES:
            raise uploads.FileTooLarge(f"At most {most} bytes.")
