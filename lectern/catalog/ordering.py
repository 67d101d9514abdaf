"""Putting things into a new order: the order that is asked for names each of them once."""

from collections.abc import Collection, Hashable, Sequence

from lectern.shared.errors import Conflict, FieldError, Invalid

MAX_ORDERED = 5_000


class NotAnOrder(Invalid):
    """An order names each thing once; `errors` says which place names one again."""

    code = "not-an-order"
    title = "An order names each thing once."


class OrderOutdated(Conflict):
    """Something was added or removed since the order was read; `errors` says what."""

    code = "order-outdated"
    title = "The order does not name exactly what is there; read it again."


def check_order(order: Sequence[Hashable], there: Collection[Hashable]) -> None:
    """Whether an order is one of exactly these things; all that is wrong is told at once."""
    first: dict[Hashable, int] = {}
    twice = []
    for place, thing in enumerate(order):
        if first.setdefault(thing, place) != place:
            sentence = f"It stands at {first[thing]} already."
            twice.append(FieldError(f"/order/{place}", sentence, "twice"))
    if twice:
        raise NotAnOrder(errors=twice)
    known = set(there)
    errors = [
        FieldError(f"/order/{place}", "It is not one of them.", "foreign")
        for thing, place in first.items()
        if thing not in known
    ]
    errors += [
        FieldError("/order", f"{thing} is missing.", "missing")
        for thing in there
        if thing not in first
    ]
    if errors:
        raise OrderOutdated(errors=errors)
