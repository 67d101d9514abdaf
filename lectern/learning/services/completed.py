"""Changes of the lessons that a place has completed: with them it keeps how many they are."""

from bson import ObjectId

from lectern.shared.policies import Row

_DONE: Row = {"$ifNull": ["$completed_lessons", []]}
_COUNTED: Row = {"$set": {"lessons_done": {"$size": "$completed_lessons"}}}


def completing(lesson: ObjectId) -> list[Row]:
    """The lesson is among them, once."""
    added = {"$concatArrays": [_DONE, [lesson]]}
    done = {"$cond": [{"$in": [lesson, _DONE]}, _DONE, added]}
    return [{"$set": {"completed_lessons": done}}, _COUNTED]


def reopening(lesson: ObjectId) -> list[Row]:
    """The lesson is not among them."""
    done = {"$filter": {"input": _DONE, "cond": {"$ne": ["$$this", lesson]}}}
    return [{"$set": {"completed_lessons": done}}, _COUNTED]
