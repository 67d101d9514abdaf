"""A dead child is started again, ever later, and not for ever."""

from lectern.cli.supervisor.backoff import DELAYS, QUICK, Backoff


def test_waits_longer_after_each_quick_death_then_gives_up() -> None:
    backoff = Backoff()
    waits = [backoff.after_death(lived=0.1) for _ in range(len(DELAYS) + 1)]
    assert waits == [*DELAYS, None]
    assert list(DELAYS) == sorted(DELAYS)


def test_a_long_life_starts_the_count_again() -> None:
    backoff = Backoff()
    for _ in range(len(DELAYS)):
        backoff.after_death(lived=0.1)
    assert backoff.after_death(lived=QUICK) == DELAYS[0]
    assert backoff.after_death(lived=0.1) == DELAYS[1]
