"""What a killed supervisor left behind is found by process id and start time."""

import json
import subprocess
from pathlib import Path

import psutil

from lectern.cli.embedded import records


def start(command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["sh", "-c", command], start_new_session=True)


def test_a_recorded_process_and_what_it_started_are_ended(tmp_path: Path) -> None:
    with start("sleep 300 & sleep 300; true") as left_behind:
        records.write(tmp_path / "web.pid", left_behind.pid)
        while len(family := psutil.Process(left_behind.pid).children()) < 2:
            pass
        family.append(psutil.Process(left_behind.pid))
        assert records.reap(tmp_path) == ["web"]
    assert not any(child.is_running() for child in family)
    assert list(tmp_path.iterdir()) == []


def test_children_whose_recorded_leader_is_dead_are_ended(tmp_path: Path) -> None:
    with start("sleep 300 & wait") as leader:
        records.write(tmp_path / "celery.pid", leader.pid)
        while not (members := psutil.Process(leader.pid).children()):
            pass
        leader.kill()
    assert members[0].is_running()
    assert records.reap(tmp_path) == ["celery"]
    assert not members[0].is_running()


def test_a_stranger_that_got_the_same_process_id_is_left_alone(tmp_path: Path) -> None:
    with start("exec sleep 300") as stranger:
        record = tmp_path / "mongod.pid"
        record.write_text(json.dumps({"pid": stranger.pid, "started": 1.0}))
        assert records.reap(tmp_path) == []
        assert stranger.poll() is None
        assert not record.exists()
        stranger.kill()


def test_a_broken_record_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "web.pid").write_text("{")
    assert records.reap(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
