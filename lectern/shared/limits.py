"""How often something may happen: counted in Redis, in one atomic round trip.

The rule is the generic cell rate algorithm: a rate of 60 a minute lets 60 through at once, then
one a second. An entry keeps a single number, the moment at which its past will have been worked
off. What is refused is not counted, so who waits as long as they are told gets through.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache as memoised
from typing import cast

from django.conf import settings

from lectern.shared import cache
from lectern.shared.address import network_of

_PERIODS = {"s": 1, "min": 60, "hour": 3_600, "day": 86_400}
_RATE = re.compile(r"([1-9][0-9]{0,8})/(s|min|hour|day)")

# Moments are microseconds by the clock of Redis, which all processes share.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local wait, due = 0, {}
for i, key in ipairs(KEYS) do
  local period = tonumber(ARGV[2 * i])
  local step = math.floor(period / tonumber(ARGV[2 * i - 1]))
  due[i] = math.max(tonumber(redis.call('GET', key) or now), now) + step
  wait = math.max(wait, due[i] - period - now)
end
if wait > 0 then return math.ceil(wait / 1000) end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.0f', due[i]), 'PX', math.ceil((due[i] - now) / 1000))
end
return 0
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times in so many seconds."""

    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Limit:
    """What is counted under which name."""

    name: str
    rate: Rate


@memoised
def rate(text: str) -> Rate:
    """A rate as settings write it: a number, a slash, and s, min, hour or day."""
    found = _RATE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a rate; write 300/min, with s, min, hour or day.")
    return Rate(int(found[1]), _PERIODS[found[2]])


def of_visitor(address: str | None) -> Limit:
    """What reads of somebody who is not signed in count against."""
    return Limit(f"anonymous:{network_of(address)}", rate(settings.RATES["anonymous"]))


def take(limits: Sequence[Limit]) -> float:
    """Count this once under every limit, if all allow it; else the seconds until they will.

    Nothing is limited while Redis is away.
    """
    if not limits:
        return 0.0
    names = [f"rate:{limit.name}" for limit in limits]
    numbers = [n for each in limits for n in (each.rate.times, each.rate.seconds * 1_000_000)]
    answer = cache.ask(lambda: cache.connection().eval(_TAKE, len(names), *names, *numbers))
    return cast(int, answer or 0) / 1000
