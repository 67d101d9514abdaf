"""How the site is set, as far as admins set it while it runs: its name, and who may come in.

The environment says how it begins; what an admin has changed holds instead, in every process at
once. What an operator has to answer for (stores, secrets, limits, retention) stays there alone.
"""

from lectern.shared.site.documents import SiteSettings
from lectern.shared.site.selectors import Site, current, name, shown
from lectern.shared.site.services import change

__all__ = ["Site", "SiteSettings", "change", "current", "name", "shown"]
