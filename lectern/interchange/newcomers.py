"""Accounts for the people of a list, a batch at a time.

Accounts are in SQL, how far a job is in MongoDB. So a batch first says which accounts it is about
to make; whoever finds one of them made, after a worker has died, knows that it was this job.
"""

from collections import Counter
from collections.abc import Mapping

from lectern.accounts import services as accounts
from lectern.accounts.services import EmailTaken, Newcomer, UsernameTaken
from lectern.shared.jobs import Job
from lectern.shared.policies import Row

AT_ONCE = 50
ADDED, HERE = "added", "already-here"
MESSAGES = {
    ADDED: "Has an account now, and gets an e-mail to choose a password.",
    HERE: "Has this account already.",
    UsernameTaken.code: UsernameTaken.title,
    EmailTaken.code: EmailTaken.title,
}
Line = tuple[int, Newcomer]


def add_people(job: Job) -> Row:
    """The state is how many lines are done, how many came to which end, and what was begun."""
    people = [(line, Newcomer(*values)) for line, values in job.payload["people"]]
    names, addresses = _first_lines(people)
    for start in range(job.state.get("done", 0), len(people), AT_ONCE):
        batch = people[start : start + AT_ONCE]
        rows, fit = {}, []
        for line, one in batch:
            first = min(names.get(one.username.lower(), line), addresses.get(one.address, line))
            if fault := accounts.fault_of(newcomer=one):
                code = f"invalid-{fault.replace('_', '-')}"
                rows[line] = (code, f"The {fault.replace('_', ' ')} is not one that can be had.")
            elif first != line:
                rows[line] = ("duplicate", f"Line {first} has the same username or address.")
            else:
                fit.append((line, one))
        for line, code in _ends(job, fit).items():
            rows[line] = (code, MESSAGES[code])
        _record(job, start + len(batch), batch, rows)
        job.advance(job.state["done"], len(people))
    return {"dry_run": job.payload["dry_run"], "people": job.state["ends"]}


def _first_lines(people: list[Line]) -> tuple[dict[str, int], dict[str, int]]:
    """In which line each username and each address comes first, of the lines that can be used."""
    names: dict[str, int] = {}
    addresses: dict[str, int] = {}
    for line, one in people:
        if accounts.fault_of(newcomer=one) is None:
            names.setdefault(one.username.lower(), line)
            addresses.setdefault(one.address, line)
    return names, addresses


def _ends(job: Job, lines: list[Line]) -> dict[int, str]:
    """What became of each, or would become in a dry run."""
    found = accounts.prospects(newcomers=[one for _, one in lines])
    ends = {line: found[one] for line, one in lines}
    if job.payload["dry_run"]:
        return ends
    begun = job.state.get("begun")
    if begun is None:
        begun = [line for line, end in ends.items() if end == ADDED]
        job.checkpoint({**job.state, "begun": begun})
    for line, one in lines:
        if ends[line] == ADDED:
            ends[line] = _add(one)
        elif ends[line] == HERE and line in begun:
            ends[line] = ADDED
    return ends


def _add(one: Newcomer) -> str:
    try:
        accounts.add_newcomer(newcomer=one)
    except (UsernameTaken, EmailTaken) as error:  # somebody was quicker
        return error.code
    return ADDED


def _record(job: Job, done: int, batch: list[Line], ends: Mapping[int, tuple[str, str]]) -> None:
    rows = []
    for line, one in batch:
        code, message = ends[line]
        person = (one.username or one.email)[:254]
        rows.append({"line": line, "person": person, "code": code, "message": message})
    counted = Counter(job.state.get("ends", {})) + Counter(row["code"] for row in rows)
    job.checkpoint({"done": done, "ends": dict(counted)}, rows)
