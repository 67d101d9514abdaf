"""One fault under load, and what came of it."""

import time
from dataclasses import dataclass, field

from tests.faults import backups, load
from tests.faults.checker import Verdict, check, check_inbox, check_stores
from tests.faults.injected import Fault
from tests.faults.ledger import READ, WRITE, Ledger
from tests.faults.load import School
from tests.faults.site import Site

BEFORE, AFTER = 4.0, 4.0
PEOPLE = 4  # a backup under load says something of so many at the least
HEADINGS = ("sent", "acknowledged", "errors", "gap reads", "gap writes", "lost", "doubled")


@dataclass
class Row:
    """A line of the table: the worst of all runs in its gaps, the sum of all in its counts."""

    fault: Fault
    runs: int = 0
    sent: int = 0
    acknowledged: int = 0
    errors: int = 0
    read_gap: float = 0.0
    write_gap: float = 0.0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def too_long(self) -> bool:
        """Whether service paused for longer than it may."""
        return max(self.read_gap, self.write_gap) > self.fault.gap

    @property
    def well(self) -> bool:
        """Whether all held that is promised."""
        return not (self.lost or self.doubled or self.too_long)


def run(site: Site, school: School, fault: Fault, row: Row) -> None:
    """Let people work, let the fault strike, and count."""
    load.sign_in_again(site, school)
    with load.under(site, school, skewed=fault.skewed) as ledger:
        time.sleep(BEFORE)
        since = time.monotonic()
        fault.strike(site)
        time.sleep(AFTER)
        until = time.monotonic()
    site.wait_until_whole()
    verdict: Verdict = check(site, ledger)
    if site.backup is not None:
        _check_backup(site, ledger, verdict)
    row.runs += 1
    row.sent += ledger.sent
    row.acknowledged += ledger.acknowledged
    row.errors += sum(ledger.errors.values())
    row.read_gap = max(row.read_gap, ledger.longest_gap(READ, since, until))
    row.write_gap = max(row.write_gap, ledger.longest_gap(WRITE, since, until))
    row.lost += verdict.lost
    row.doubled += verdict.doubled
    for kind, number in ledger.errors.items():
        row.kinds[kind] = row.kinds.get(kind, 0) + number


def _check_backup(site: Site, ledger: Ledger, verdict: Verdict) -> None:
    """What was acknowledged before a backup was begun is in it, once, with its files."""
    archive, begun_at = site.backup or (site.folder, 0.0)
    site.backup = None
    data = backups.restored(site, archive)
    before = [known for one in ledger.learners if (known := one.at(begun_at))]
    pictures = [one.picture.removeprefix("/media/") for one in before if one.picture]
    verdict.expect("people before the backup", min(len(before), PEOPLE), PEOPLE)
    verdict.expect("pictures before the backup", min(len(pictures), 1))
    restored = site.mongo.client["restored"]
    check_stores(verdict, restored, data / "identity.sqlite3", before, growing=True)
    for one in before:
        check_inbox(verdict, restored, one, growing=True)
    for path in pictures:
        kept = data / "media" / path
        same = kept.exists() and kept.read_bytes() == (site.media / path).read_bytes()
        verdict.expect(f"{path} in the backup", int(same))


def table(rows: list[Row]) -> str:
    """All rows, as text that reads well on a terminal and in a page."""
    lines = [
        f"| {'fault':18} | runs | {' | '.join(HEADINGS)} | limit |",
        f"|{'-' * 20}|{'---|' * (len(HEADINGS) + 2)}",
    ]
    for row in rows:
        cells = [
            *(str(number) for number in (row.runs, row.sent, row.acknowledged, row.errors)),
            *(f"{gap:.1f} s" for gap in (row.read_gap, row.write_gap)),
            *(str(len(each)) for each in (row.lost, row.doubled)),
            f"{row.fault.gap:g} s",
        ]
        lines.append(f"| {row.fault.name:18} | {' | '.join(cells)} |")
    return "\n".join(lines)
