"""Writes of categories."""

from typing import Any

import mongoengine as me
from bson import ObjectId

from lectern.catalog import cache as keys
from lectern.catalog.documents import Category, Course
from lectern.shared import cache
from lectern.shared.errors import FieldError, Invalid
from lectern.shared.mongo import Transaction, transactional


class CategoryExists(Invalid):
    """Names of categories are unique."""

    code = "category-exists"
    title = "There is a category of this name."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/name", self.title, self.code)])


@transactional
def add_category(tx: Transaction, /, *, name: str, **values: Any) -> Category:
    """Make a category; the unique index decides who was first."""
    _forget_names(tx)
    try:
        return tx.insert(Category(name=name, **values))
    except me.NotUniqueError as error:
        raise CategoryExists from error


@transactional
def category_named(tx: Transaction, /, *, name: str) -> ObjectId:
    """The category of this name, made when there is none."""
    new = Category(name=name).validated()
    _forget_names(tx)
    row = tx.upsert(Category, {"name": name}, {"$setOnInsert": new})
    return ObjectId(row["_id"])


@transactional
def change_category(tx: Transaction, *, category: ObjectId, values: dict[str, Any]) -> None:
    """Rename or describe a category."""
    if not values:
        return
    _forget_names(tx)
    try:
        tx.update(Category, {"_id": category}, {"$set": Category.changes(**values)})
    except me.NotUniqueError as error:
        raise CategoryExists from error


@transactional
def remove_category(tx: Transaction, *, category: ObjectId) -> None:
    """Remove a category; its courses go on without one."""
    _forget_names(tx)
    tx.delete(Category, {"_id": category})
    tx.update_many(Course, {"category_id": category}, {"$set": {"category_id": None}})


def _forget_names(tx: Transaction) -> None:
    tx.after_commit(cache.forgetting([keys.subjects()], tx))
