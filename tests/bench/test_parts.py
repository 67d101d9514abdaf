"""Each part of the benchmarks, for a moment, on a small installation that really runs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import away, bulk, installation, overview, reads, rush, scale, startup
from bench.data import Size
from bench.installation import Site
from bench.load import need_wrk
from bench.paths import UNREAD
from bench.report import Report

SIZE = Size(courses=22, learners=50)
SHORT = {"workers": 1, "rounds": 1, "seconds": 1, "names": ("course list", "course", UNREAD)}
NO_WRK = shutil.which("wrk") is None


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a small installation."""
    return installation.prepare(tmp_path_factory.mktemp("bench"), SIZE, lambda _line: None)


@pytest.fixture(scope="module")
def spare(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data, made while nothing runs on them."""
    return Path(shutil.copytree(data, tmp_path_factory.mktemp("spare") / "data"))


@pytest.fixture(scope="module")
def site(data: Path, spare: Path) -> Iterator[Site]:
    """The installation, running."""
    with installation.running(data, workers=1) as running:
        yield running


def rows(report: Report) -> dict[str, dict[str, str]]:
    """The cells of a report by row and column."""
    columns = [
        (str(column.header), list(map(str, column.cells))) for column in report.table.columns
    ]
    names = columns[0][1]
    return {
        name: {header: cells[number] for header, cells in columns}
        for number, name in enumerate(names)
    }


def test_reads_stand_beside_a_plain_view_and_another_server(site: Site) -> None:
    if NO_WRK:
        with pytest.raises(SystemExit, match="apt-get install wrk"):
            need_wrk()
        return
    other = reads.Other([site.url], paths={"catalogue": "/api/courses/"})
    found = rows(reads.measure(site, other=other, **SHORT))  # type: ignore[arg-type]
    for name in (
        "course list, visitor, cached",
        "course list, student, uncached",
        "course, student, cached",
        "unread count, student, cached",
        "unread count, student, uncached, one after the other",
        f"catalogue, {site.url}",
    ):
        assert found[name]["errors"] == "0"
        assert float(found[name]["per second"].replace(",", "")) > 1
    assert found["course, student, uncached"]["must be"].startswith(("≥ 0.25", "[red]≥ 0.25"))


def test_another_server_is_asked_for_a_course_it_has(site: Site) -> None:
    asked = dict(reads.Other([site.url], headers={"X-Who": "me"}).asks())
    course = asked[f"course, {site.url}"]
    assert site.client().http.get(course.url).json()["title"]
    assert course.headers == {"X-Who": "me"}


def test_an_overview_is_timed_by_the_page_and_as_a_whole(site: Site) -> None:
    found = rows(overview.measure(site, times=2))
    assert len(found) == 5
    assert all(float(row["p95"]) > 0 for row in found.values())


def test_a_class_takes_its_quiz_and_nothing_acknowledged_is_lost(site: Site) -> None:
    pace = rush.Pace(arrive=1, every=1, length=2)
    report = rush.measure(site, cores=1, students=6, most=6, steps=1, pace=pace)
    found = rows(report)["6 students"]
    assert (found["errors"], found["lost"]) == ("0", "0")
    # Two or three saves each, in both the usual class and the burst.
    assert 12 <= int(found["saved"]) <= 18
    assert float(found["submit"]) > 0
    assert any("for each of 1 cores: ≥ 300" in miss for miss in report.missed)


def test_an_answer_that_is_not_kept_is_counted_as_lost(site: Site) -> None:
    teacher, student = site.client("bench-teacher"), site.client("learner9")
    course = teacher.course("Rush")
    student.send("POST", "/api/enrollments/", {"course": course})
    quiz = teacher.get(f"/api/quizzes/?course={course}")["results"][0]["id"]
    paper = student.send("POST", "/api/quiz-attempts/", {"quiz": quiz})
    question = paper["questions"][0]
    first, second = (choice["id"] for choice in question["choices"][:2])
    body = {"answers": {question["id"]: {"value": first, "version": 2}}}
    student.send("PATCH", f"/api/quiz-attempts/{paper['id']}/", body)
    done = student.send("POST", "/api/quiz-submissions/", {"attempt": paper["id"]})
    handed_in = {paper["id"]: done["id"]}

    def line(value: str, version: int) -> list[dict[str, object]]:
        kept = {"question": question["id"], "value": value, "version": version}
        return [{"attempt": paper["id"], **kept}]

    assert rush.lost(teacher, line(first, 2), handed_in) == 0
    assert rush.lost(teacher, line(second, 2), handed_in) == 1
    assert rush.lost(teacher, line(first, 3), handed_in) == 1


@pytest.mark.parametrize(("works_up_to", "found"), [(0, 0), (300, 300), (650, 600), (9_000, 1_000)])
def test_the_largest_class_is_doubled_up_to_and_halved_into(works_up_to: int, found: int) -> None:
    assert rush.largest(lambda n: n <= works_up_to, first=300, most=1_000, steps=5) == found


def test_the_same_is_asked_of_both_sizes(site: Site) -> None:
    report = scale.measure({"small": site, "large": site}, times=1)
    found = rows(report)
    # 22 courses and the four to measure with, and what the teacher copied: twenty a page.
    assert "course list, visitor: page 2 / page 1" in found
    for name in (
        "analytics of Crowd, counted",
        "dashboard, teacher",
        "enrol",
        "submit ten answers and pass",
        "Crowd counted by a worker; nobody waits",
    ):
        assert float(found[name]["large"]) > 0


def test_long_work_is_timed_beside_reads(site: Site) -> None:
    found = rows(bulk.measure(site, learners=SIZE.learners))
    assert found["enrolment"]["rows"] == "50"
    assert float(found["announcement"]["read during / before"]) > 0


def test_reads_go_on_without_redis(spare: Path) -> None:
    if NO_WRK:
        with pytest.raises(SystemExit, match="apt-get install wrk"):
            need_wrk()
        return
    found = rows(away.measure(spare, **SHORT))  # type: ignore[arg-type]
    assert {name: row["errors"] for name, row in found.items()} == {
        "course list": "0",
        "course": "0",
    }


def test_the_product_is_timed_starting() -> None:
    found = rows(startup.measure(rest=0))
    assert found["second start"]["how much"].endswith(" s")
    assert float(found["in all"]["how much"].removesuffix(" MiB")) > 50
