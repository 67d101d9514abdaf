"""What files are for: who may bring them, which kinds, and how large they may be."""

from dataclasses import dataclass

from django.conf import settings

from lectern.shared.policies import Rule, instructor, member

PICTURE_BYTES = 15 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Purpose:
    """The rules for one purpose; pictures are scaled down to `side` pixels."""

    allowed: Rule
    side: int
    pictures_only: bool = True

    @property
    def most(self) -> int:
        """The largest file in bytes."""
        limit: int = settings.UPLOAD_MAX_BYTES
        return min(PICTURE_BYTES, limit) if self.pictures_only else limit


PURPOSES: dict[str, Purpose] = {
    "profile-picture": Purpose(member, side=512),
    "course-image": Purpose(instructor, side=1_600),
    "lesson-file": Purpose(instructor, side=2_000, pictures_only=False),
}
