"""The scripts of deploy/, against what answers as a site, Render and kubectl do."""

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deploy import manifests
from tests.deploy.manifests import ROOT
from tests.listening import Listener, listening

rendering = pytest.mark.skipif(not manifests.KUBECTL, reason=manifests.WITHOUT)

Asked = list[tuple[str, str, str]]


@contextmanager
def site(answers: dict[str, str]) -> Iterator[tuple[str, Asked]]:
    """Who answers so, and what it was asked."""
    asked: Asked = []

    class Handler(Listener):
        def answer(self) -> None:
            asked.append((self.command, self.path, self.body().decode()))
            body = answers.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write((body or "").encode())

    with listening(Handler) as address:
        yield address, asked


def run(script: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A script with these settings."""
    return subprocess.run(
        [ROOT / "deploy" / script, *words],
        capture_output=True,
        text=True,
        # A pipeline that tests a version names it; a script is only told what a test says.
        env=os.environ | {"VERSION": ""} | environment,
        timeout=60,
    )


SERVES = {
    "/healthz": '{"status":"alive","version":"0.2.0"}',
    "/readyz": '{"status":"ready"}',
    "/api/courses/?page_size=1": '{"results":[]}',
    "/": (ROOT / "web/src/index.html").read_text(),
}


def test_a_site_that_serves_is_one() -> None:
    with site(SERVES) as (address, _):
        said = run("smoke.sh", SITE=f"{address}/")
    assert said.returncode == 0, said.stderr
    assert said.stdout == f"{address} serves people.\n"


@pytest.mark.parametrize("path", SERVES)
def test_a_site_that_lacks_something_is_none(path: str) -> None:
    with site({**SERVES, path: "other"}) as (address, _):
        said = run("smoke.sh", SITE=address, PATIENCE="0")
    assert said.returncode == 1
    assert path in said.stderr


def test_a_site_of_another_version_is_none() -> None:
    with site(SERVES) as (address, _):
        said = run("smoke.sh", SITE=address, VERSION="0.2.0")
        other = run("smoke.sh", SITE=address, VERSION="0.2", PATIENCE="0")
    assert said.stdout == f"{address} serves people, with 0.2.0.\n"
    assert other.returncode == 1
    assert '/healthz is answered, but not with "alive","version":"0.2"' in other.stderr


def test_a_version_is_waited_for() -> None:
    answers = SERVES | {"/healthz": '{"status":"alive","version":"0.1.0"}'}
    with site(answers) as (address, asked):
        threading.Timer(1, lambda: answers.update(SERVES)).start()
        said = run("smoke.sh", SITE=address, VERSION="0.2.0", PATIENCE="30")
    assert said.returncode == 0, said.stderr
    assert [path for _, path, _ in asked].count("/healthz") > 1


@pytest.mark.parametrize(
    ("words", "environment", "told"),
    [
        (["smoke", "VERSION=0.2.0"], {}, "VERSION=0.2.0 deploy/smoke.sh"),
        (["smoke"], {"VERSION": "0.2.0"}, "VERSION=0.2.0 deploy/smoke.sh"),
        (["smoke"], {}, "VERSION= deploy/smoke.sh"),
        (["rollback", "VERSION=0.1.0"], {}, "deploy/rollback.sh kubernetes 0.1.0"),
        # What is to go is the version that the pipeline has brought.
        (["rollback"], {"VERSION": "0.2.0"}, "deploy/rollback.sh kubernetes"),
    ],
)
def test_make_hands_on_the_version_that_is_meant(
    words: list[str], environment: dict[str, str], told: str
) -> None:
    ours = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "VERSION")  # of the make that runs the tests
    own = {name: value for name, value in os.environ.items() if name not in ours}
    said = subprocess.run(
        ["make", "--dry-run", *words, "TARGET=kubernetes", "SITE=https://lms.example.org"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=own | environment,
    )
    assert said.stdout.rstrip().endswith(told), said.stdout + said.stderr


def test_a_version_is_at_render_when_it_serves() -> None:
    answers = {
        "/services/srv-1/deploys": '{"id": "dep-9"}',
        "/services/srv-1/deploys/dep-9": '{"status": "live"}',
    }
    render = {"RENDER_API_KEY": "k", "RENDER_SERVICES": "srv-1", "COMMIT": "abc"}
    with site(answers) as (address, asked):
        said = run("render/deploy.sh", RENDER_API=address, **render)
        assert (said.returncode, said.stdout) == (0, "srv-1 serves dep-9.\n"), said.stderr
        assert asked[0] == ("POST", "/services/srv-1/deploys", '{"commitId": "abc"}')
        answers["/services/srv-1/deploys/dep-9"] = '{"status": "build_in_progress"}'
        late = run("render/deploy.sh", RENDER_API=address, PATIENCE="0", **render)
        answers["/services/srv-1/deploys/dep-9"] = '{"status": "pre_deploy_failed"}'
        failed = run("render/deploy.sh", RENDER_API=address, **render)
    assert (late.returncode, failed.returncode) == (1, 1)
    assert "still build_in_progress" in late.stderr
    assert "pre_deploy_failed" in failed.stderr


def deploys(*states: str) -> str:
    """What Render tells of the versions of a service, the newest first."""
    return json.dumps(
        [{"deploy": {"id": f"dep-{n}", "status": state}} for n, state in enumerate(states)]
    )


def test_render_goes_back_to_the_last_version_that_served() -> None:
    answers = {
        "/services/srv-1/deploys?limit=20": deploys("live", "build_failed", "deactivated"),
        "/services/srv-1/rollback": "{}",
    }
    with site(answers) as (address, asked):
        said = run(
            "rollback.sh", "render", RENDER_API=address, RENDER_API_KEY="k", RENDER_SERVICES="srv-1"
        )
    assert said.returncode == 0, said.stderr
    assert asked[1] == ("POST", "/services/srv-1/rollback", '{"deployId": "dep-2"}')


def test_render_without_a_version_before_says_so() -> None:
    with site({"/services/srv-1/deploys?limit=20": deploys("live")}) as (address, asked):
        said = run(
            "rollback.sh", "render", RENDER_API=address, RENDER_API_KEY="k", RENDER_SERVICES="srv-1"
        )
    assert said.returncode == 1
    assert "no version before" in said.stderr
    assert len(asked) == 1


@pytest.fixture
def kubectl(tmp_path: Path) -> Path:
    """A kubectl that notes what it is told; there is no cluster on a machine for tests.

    It renders and asks CLUSTER for revisions as the real one does, and of what is applied it notes
    kinds, images and counts.
    """
    program = tmp_path / "kubectl"
    program.write_text(
        f"""#!/bin/sh
echo "$*" >>"$NOTES"
case "$*" in
kustomize*) exec {manifests.KUBECTL} "$@" ;;
"get replicasets"*) exec {manifests.KUBECTL} "$@" \\
    --server "$CLUSTER" --kubeconfig /dev/null --cache-dir {tmp_path} ;;
apply*) grep -E "^kind:|^  (name|replicas):| image: |lectern/secrets:" "$3" |
    sed 's/^/    /' >>"$NOTES" ;;
"get job migrate"*) printf "$MIGRATED" ;;
"get job"*) printf Complete ;;
"get deployment backend"*) printf 7 ;;
"get secret lectern"*) printf "%s" "$SECRETS" ;;
esac
case "$*" in *"$FAILS"*) exit 1 ;; esac
"""
    )
    program.chmod(0o755)
    return program


def on_cluster(
    kubectl: Path, script: str, *words: str, fails: str = "nothing", **environment: str
) -> tuple[int, str]:
    """How a script ends, and what it has told the cluster."""
    notes = kubectl.parent / "notes"
    said = run(
        script,
        *words,
        PATH=f"{kubectl.parent}:{os.environ['PATH']}",
        NOTES=str(notes),
        FAILS=fails,
        **({"MIGRATED": "Complete", "SECRETS": "map[]"} | environment),
    )
    return said.returncode, notes.read_text()


def test_kubernetes_goes_back_with_all_that_is_the_program(kubectl: Path) -> None:
    code, told = on_cluster(kubectl, "rollback.sh", "kubernetes")
    assert code == 0
    for name in ("beat", "worker", "backend"):
        assert f"rollout undo deployment/{name} --namespace backend\n" in told
    assert "rollout undo deployment/frontend --namespace frontend\n" in told


def cluster(kept: dict[str, dict[int, str]]) -> dict[str, str]:
    """What a cluster answers that has kept these revisions of each Deployment, by their images."""
    kinds = [{"name": "replicasets", "kind": "ReplicaSet", "namespaced": True, "verbs": ["list"]}]
    version = {"groupVersion": "apps/v1", "version": "v1"}
    answers = {
        "/api?timeout=32s": {"kind": "APIVersions", "versions": []},
        "/apis?timeout=32s": {
            "kind": "APIGroupList",
            "groups": [{"name": "apps", "versions": [version]}],
        },
        "/apis/apps/v1?timeout=32s": {
            "kind": "APIResourceList",
            "groupVersion": "apps/v1",
            "resources": kinds,
        },
    }
    for name, revisions in kept.items():
        namespace = "frontend" if name == "frontend" else "backend"
        asked = f"labelSelector=app.kubernetes.io%2Fname%3D{name}&limit=500"
        answers[f"/apis/apps/v1/namespaces/{namespace}/replicasets?{asked}"] = {
            "apiVersion": "apps/v1",
            "kind": "ReplicaSetList",
            "items": [
                {
                    "apiVersion": "apps/v1",
                    "kind": "ReplicaSet",
                    "metadata": {
                        "name": f"{name}-{number}",
                        "annotations": {"deployment.kubernetes.io/revision": str(number)},
                    },
                    "spec": {
                        "template": {
                            "spec": {"containers": [{"image": "collector:1"}, {"image": image}]}
                        }
                    },
                }
                for number, image in revisions.items()
            ],
        }
    return {path: json.dumps(answer) for path, answer in answers.items()}


@rendering
def test_kubernetes_goes_back_to_the_latest_revision_of_a_version(kubectl: Path) -> None:
    kept = {3: "r/backend:0.1.0", 12: "r/backend:0.1.0", 13: "r/backend:10.1.0"}
    names = {"beat": kept, "worker": kept, "backend": kept, "frontend": {7: "r/frontend:0.1.0"}}
    with site(cluster(names)) as (address, _):
        code, told = on_cluster(kubectl, "rollback.sh", "kubernetes", "0.1.0", CLUSTER=address)
    assert code == 0
    for name in ("beat", "worker", "backend"):
        assert f"rollout undo deployment/{name} --namespace backend --to-revision 12\n" in told
    assert "rollout undo deployment/frontend --namespace frontend --to-revision 7\n" in told


@rendering
def test_nothing_goes_back_to_a_version_that_one_has_not_kept(kubectl: Path) -> None:
    kept = {3: "r/backend:0.1.0"}
    names = {"beat": kept, "worker": kept, "backend": kept, "frontend": {7: "r/frontend:0.2.0"}}
    with site(cluster(names)) as (address, _):
        code, told = on_cluster(kubectl, "rollback.sh", "kubernetes", "0.1.0", CLUSTER=address)
    assert code == 1
    assert "undo" not in told


def applied(told: str) -> list[list[tuple[str, str]]]:
    """Kind and name of what was applied, each time."""
    return [
        re.findall(r"^    kind: (\w+)\n      name: (\S+)", one, re.M)
        for one in re.findall(r"^apply.*\n((?:    .*\n)*)", told, re.M)
    ]


@rendering
def test_nothing_serves_a_version_before_it_is_migrated_to(kubectl: Path) -> None:
    code, told = on_cluster(kubectl, "kubernetes/roll-out.sh", "staging")
    assert code == 0
    stores, migrated, everything = applied(told)
    assert ("StatefulSet", "mongodb") in stores
    assert ("Job", "migrate") not in stores
    assert ("Job", "migrate") in migrated
    for early in (stores, migrated):
        assert {name for kind, name in early if kind == "Deployment"} == {"redis"}
        assert "CronJob" not in {kind for kind, _ in early}
    assert {name for kind, name in everything if kind == "Deployment"} == {
        *("backend", "beat", "frontend", "redis", "worker")
    }
    steps = ["delete job migrate", "get job migrate", "status deployment/backend"]
    assert [told.index(step) for step in steps] == sorted(told.index(step) for step in steps)
    assert "undo" not in told


@rendering
def test_a_migration_that_fails_leaves_the_servers_as_they_are(kubectl: Path) -> None:
    code, told = on_cluster(kubectl, "kubernetes/roll-out.sh", "staging", MIGRATED="Failed")
    assert code == 1
    assert len(applied(told)) == 2
    assert "undo" not in told
    assert "logs job/migrate" in told


@rendering
def test_a_version_that_does_not_come_up_is_taken_back(kubectl: Path) -> None:
    code, told = on_cluster(
        kubectl, "kubernetes/roll-out.sh", "staging", fails="status deployment/backend"
    )
    assert code == 1
    assert "undo deployment/backend" in told


@rendering
def test_there_are_as_many_afterwards_as_load_had_made_them(kubectl: Path) -> None:
    registry = {"REGISTRY": "registry.example.org/lectern", "VERSION": "0.2.0"}
    code, told = on_cluster(kubectl, "kubernetes/roll-out.sh", "production", **registry)
    assert code == 0
    everything = re.split(r"^apply.*\n", told, flags=re.M)[3]
    assert re.findall(r"name: backend\n      replicas: (\d+)", everything) == ["7"]
    assert re.findall(r"name: frontend\n      replicas: (\d+)", everything) == ["3"]
    used = set(re.findall(r"image: (\S*(?:backend|frontend)\S*)", told))
    assert used == {
        f"registry.example.org/lectern/{name}:0.2.0" for name in ("backend", "frontend")
    }


@rendering
def test_what_reads_a_secret_is_replaced_when_that_has_changed(kubectl: Path) -> None:
    def marks(secrets: str) -> list[str]:
        (kubectl.parent / "notes").unlink(missing_ok=True)
        code, told = on_cluster(kubectl, "kubernetes/roll-out.sh", "staging", SECRETS=secrets)
        assert code == 0
        last = re.split(r"^apply.*\n", told, flags=re.M)[-1]
        assert re.findall(r"name: (\w+)\n(?:.*\n) *lectern/secrets: ", last) == [
            *("backend", "beat", "worker")
        ]
        return re.findall(r"lectern/secrets: (\S+)", last)

    before, again, after = marks("map[KEY:one]"), marks("map[KEY:one]"), marks("map[KEY:two]")
    assert len(set(before)) == 1
    assert before == again
    assert not set(before) & set(after)
    assert "one" not in before[0]


def test_somewhere_else_is_refused() -> None:
    assert run("rollback.sh", "moon").returncode == 2
    assert run("rollback.sh", "vercel", "0.1.0").returncode == 2
