"""How the catalogue follows what happens to people."""

from lectern.accounts.events import PersonRemoved
from lectern.catalog import services
from lectern.shared.mongo import Transaction


def keep_teachers(_tx: Transaction, event: PersonRemoved) -> None:
    """Who teaches hands their courses over before they go."""
    services.refuse_while_teaching(instructor=event.user)
