"""Pages in the middle of something: a menu, a dialog, a mistake; a server that fails or lingers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import looks, routes, states, tour
from tests.e2e.accessibility import faults
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.server import Site
from tests.e2e.states import ASKING, OF_ROUTES, STATES
from tests.e2e.tour import Stop

pytestmark = pytest.mark.not_by_keys("it is looked at, whatever has led there")
who_asks = pytest.mark.parametrize("who", tour.PEOPLE, ids=lambda who: who or "visitor")


@who_asks
def test_every_menu_dialog_and_mistake_can_be_read_out(
    who: str, windows: Windows, site: Site, watch: Watch, stops: list[Stop]
) -> None:
    page = windows.open(snapshots=False)
    looks.begin(page)
    tour.become(page, site, who)
    places = {stop.name: stop for stop in stops if stop.who == who}
    wrong = []
    for state in (one for one in STATES if one.stop in places):
        watch.expect(*([state.errors] if state.errors else []))
        page.goto(places[state.stop].path)
        tour.settle(page)
        state.enter(page)
        wrong += [f"{state.stop}, {state.name}: {one}" for one in looks.wrong_for_now(page)]
        page.context.set_offline(False)
    assert not wrong, "\n".join(wrong)


def test_every_address_is_looked_at_in_each_of_its_states(stops: list[Stop]) -> None:
    """What `OF_ROUTES` says; whether a page waits and may fail, the test below finds out."""
    places = {stop.name: routes.pattern_of(stop.path) for stop in stops if stop.name != "not-found"}
    found: dict[str, set[str]] = {pattern: set() for pattern in routes.patterns()}
    for state in STATES:
        found[places[state.stop]].add(state.kind)
    for stop in stops:
        if stop.empty:
            found[places[stop.name]].add("empty")
    assert found == {pattern: kinds - ASKING for pattern, kinds in OF_ROUTES.items()}


@who_asks
def test_every_page_says_so_when_the_server_fails_or_lingers(
    who: str, windows: Windows, site: Site, watch: Watch, stops: list[Stop]
) -> None:
    watch.expect(r"status of 500 .*/api/")
    page = windows.open(snapshots=False)
    looks.begin(page)
    tour.become(page, site, who)
    wrong = []
    for stop in (one for one in of_each_route(stops) if one.who == who):
        wrong += [f"{stop.name}: {one}" for one in of_failure(page, stop)]
        wrong += [f"{stop.name}, loading: {one}" for one in of_waiting(page, stop)]
    assert not wrong, "\n".join(wrong)


def of_each_route(stops: list[Stop]) -> Iterator[Stop]:
    """The first stop at each address of the application."""
    for pattern in sorted(routes.patterns()):
        yield next(
            stop
            for stop in stops
            if routes.matches(pattern, stop.path) and routes.pattern_of(stop.path) == pattern
        )


def of_failure(page: Page, stop: Stop) -> Iterator[str]:
    with states.failing(page) as asked:
        page.goto(stop.path)
        tour.settle(page)
        if asks(stop) != bool(asked):
            yield f"asked {asked}, against OF_ROUTES"
        if not asked:
            return
        expect(page.get_by_role("main").get_by_role("alert").first).to_be_visible()
        yield from faults(page)
        yield from looks.wrong_for_now(page)


def of_waiting(page: Page, stop: Stop) -> Iterator[str]:
    if not asks(stop):
        return
    with states.waiting(page):
        page.goto(stop.path)
        expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_attached()
        expect(page.locator("main .sheen").filter(visible=True).first).to_be_visible()
        yield from faults(page)
        yield from looks.wrong_for_now(page)


def asks(stop: Stop) -> bool:
    """Whether it asks the server for something of its own, and so may wait and fail."""
    return OF_ROUTES[routes.pattern_of(stop.path)] >= ASKING
