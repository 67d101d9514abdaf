"""Who may read how the site is set, and who sets it."""

from lectern.shared.policies import Policy, admin, anyone

SITE: Policy = {"read": anyone, "manifest": anyone, "change": admin}
