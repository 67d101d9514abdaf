"""The URL of Redis: a server, or sentinels."""

import pytest

from lectern.config.redis import BadRedisUrl, broker_url, sentinels


def test_a_server_has_no_sentinels() -> None:
    assert sentinels("redis://127.0.0.1:6379/0") is None
    assert sentinels("rediss://user:secret@cache.example.org:6380/1") is None


@pytest.mark.parametrize(
    ("url", "for_celery"),
    [
        ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0"),
        ("unix:///run/a%20b.sock?db=0", "redis+socket:///run/a%20b.sock?virtual_host=0"),
        ("unix:///run/its.sock", "redis+socket:///run/its.sock?virtual_host=0"),
        ("unix://me:p%40ss@/its.sock?db=3", "redis+socket://me:p%40ss@/its.sock?virtual_host=3"),
    ],
)
def test_celery_has_words_of_its_own_for_a_socket(url: str, for_celery: str) -> None:
    assert broker_url(url) == for_celery


def test_sentinels_are_named_with_what_they_know() -> None:
    known = sentinels("redis+sentinel://:p%40ss@one:26379,two/lectern/3?sentinel_password=other")
    assert known is not None
    assert known.addresses == [("one", 26379), ("two", 26379)]
    assert (known.master, known.database) == ("lectern", 3)
    assert (known.username, known.password, known.own_password) == ("", "p@ss", "other")
    assert known.broker_url() == ("sentinel://:p%40ss@one:26379/3;sentinel://:p%40ss@two:26379/3")
    options = {"master_name": "lectern", "sentinel_kwargs": {"password": "other"}}
    assert known.broker_options() == options


@pytest.mark.parametrize(
    "url",
    [
        "redis+sentinel:///lectern",
        "redis+sentinel://one:26379",
        "redis+sentinel://one:26379/lectern/first",
        "redis+sentinel://one:many/lectern",
        "redis+sentinel://one/lectern?retry=1",
    ],
)
def test_what_cannot_be_read_is_refused_in_words(url: str) -> None:
    with pytest.raises(BadRedisUrl, match="REDIS_URL"):
        sentinels(url)
