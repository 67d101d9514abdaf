"""Who may read the record; nobody writes it over HTTP."""

from lectern.shared.policies import Policy, admin

AUDIT_EVENT: Policy = {"list": admin, "retrieve": admin}
