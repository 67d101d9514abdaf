"""Who may do what with jobs; which ones one sees is the selector's query."""

from lectern.shared.policies import Policy, Principal, Row, member


def owns(who: Principal, job: Row | None = None) -> bool:
    """Who asked for it, and nobody else: what it made is theirs."""
    if job is None:
        return who.is_authenticated
    return bool(job["owner_id"] == who.id)


JOB: Policy = {"list": member, "retrieve": member, "cancel": member, "retry": member, "file": owns}
