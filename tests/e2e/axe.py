"""What axe finds on a page: WCAG 2.2 at the levels A and AA, and its best practices."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.server import ROOT

SCRIPT = ROOT / "web/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN = """async runOnly => {
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
        id, help, where: nodes.map(({ target, failureSummary }) => `${target} (${failureSummary})`),
    }));
}"""
# What has just changed begins to move with the next frame.
AT_REST = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.allSettled(document.getAnimations()
        .filter(one => one.effect.getComputedTiming().iterations !== Infinity)
        .map(one => one.finished));
}"""


def violations(page: Page, *, only_colours: bool = False) -> Iterator[str]:
    """Sentences about the rules the page breaks; what moves comes to rest first."""
    page.evaluate(AT_REST)
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text())
    for found in page.evaluate(RUN, OF_COLOURS if only_colours else ALL):
        yield f"axe {found['id']}: {found['help']}: {'; '.join(found['where'][:3])}"
