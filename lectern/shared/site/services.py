"""Setting the site."""

from typing import Any

from lectern.shared import cache
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.site import cache as keys
from lectern.shared.site.documents import THIS, SiteSettings


@transactional
def change(tx: Transaction, *, values: dict[str, Any]) -> None:
    """Let these hold from now on, whatever the environment says of them."""
    if values:
        tx.update(
            SiteSettings, {"_id": THIS}, {"$set": SiteSettings.changes(**values)}, upsert=True
        )
        tx.after_commit(cache.forgetting([keys.changes()], tx))
