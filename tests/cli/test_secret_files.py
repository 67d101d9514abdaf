"""Secrets that are files."""

from pathlib import Path

import pytest

from lectern.cli.environment import Given
from lectern.config.secret_files import NAMES, with_files


@pytest.mark.parametrize("name", NAMES)
def test_a_file_holds_the_value(tmp_path: Path, name: str) -> None:
    file = tmp_path / "secret"
    file.write_text("its value\n")
    assert with_files({f"{name}_FILE": str(file)})[name] == "its value"
    assert with_files({name: "", f"{name}_FILE": str(file)})[name] == "its value"


def test_a_variable_itself_wins(tmp_path: Path) -> None:
    told = {"REDIS_URL": "redis://here", "REDIS_URL_FILE": str(tmp_path / "nowhere")}
    assert with_files(told)["REDIS_URL"] == "redis://here"


def test_a_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        with_files({"REDIS_URL_FILE": str(tmp_path / "nowhere")})


def test_only_what_is_secret_is_read_from_files(tmp_path: Path) -> None:
    assert with_files({"SSL_CERT_FILE": str(tmp_path / "nowhere")}).keys() == {"SSL_CERT_FILE"}


def test_the_command_line_knows_stores_by_their_files(tmp_path: Path) -> None:
    for name in ("mongodb", "redis"):
        (tmp_path / name).write_text(f"{name}://elsewhere\n")
    given = Given.read(
        {
            "MONGODB_URI_FILE": str(tmp_path / "mongodb"),
            "REDIS_URL_FILE": str(tmp_path / "redis"),
        }
    )
    assert (given.mongodb_uri, given.redis_url) == ("mongodb://elsewhere", "redis://elsewhere")
