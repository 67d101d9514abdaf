"""What the overlays render: the table of what an installation is made of, and how it is locked."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy import manifests
from tests.deploy.manifests import Manifest, Pod, of_kind, pods, rendered

pytestmark = pytest.mark.skipif(not manifests.KUBECTL, reason=manifests.WITHOUT)

VALIDATE = shutil.which("kubernetes-validate") or ""
NAMESPACES = {"frontend", "backend", "database", "cache"}
REPLICAS = {
    "Deployment frontend/frontend": 3,
    "Deployment backend/backend": 3,
    "Deployment backend/worker": 2,
    "Deployment backend/beat": 1,
    "Deployment cache/redis": 2,
    "StatefulSet cache/redis-node": 3,
    "StatefulSet database/mongodb": 3,
}
SCALED = {"frontend/frontend", "backend/backend", "backend/worker"}

both = pytest.mark.parametrize("overlay", ["staging", "production"])


@both
@pytest.mark.skipif(not VALIDATE, reason="needs kubernetes-validate: `make k8s-lint` installs it")
def test_each_object_is_as_kubernetes_1_32_wants_it(overlay: str, tmp_path: Path) -> None:
    ours = [one for one in rendered(overlay) if "external-secrets" not in one["apiVersion"]]
    file = tmp_path / "rendered.yaml"
    file.write_text(yaml.safe_dump_all(ours))
    said = subprocess.run(
        [VALIDATE, "-k", "1.32", "--strict", file], capture_output=True, text=True
    )
    assert said.returncode == 0, said.stdout + said.stderr


@both
def test_each_object_is_in_one_of_the_four_namespaces(overlay: str) -> None:
    assert {name.lstrip("/") for name in of_kind(overlay, "Namespace")} == NAMESPACES
    within = {
        one["metadata"].get("namespace") for one in rendered(overlay) if one["kind"] != "Namespace"
    }
    assert within == NAMESPACES
    for one in of_kind(overlay, "Namespace").values():
        assert one["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"


@both
def test_there_are_as_many_as_there_should_be(overlay: str) -> None:
    counts = {
        f"{kind} {name}": one["spec"]["replicas"]
        for kind in ("Deployment", "StatefulSet")
        for name, one in of_kind(overlay, kind).items()
    }
    postgresql = counts.pop("StatefulSet database/postgresql", None)
    assert counts == REPLICAS
    assert postgresql == (1 if overlay == "staging" else None)


@both
def test_two_to_ten_by_seventy_percent(overlay: str) -> None:
    scalers = of_kind(overlay, "HorizontalPodAutoscaler")
    assert scalers.keys() == SCALED
    for name, one in scalers.items():
        spec = one["spec"]
        assert (spec["minReplicas"], spec["maxReplicas"]) == (2, 10), name
        (metric,) = spec["metrics"]
        assert metric["resource"]["name"] == "cpu"
        assert metric["resource"]["target"] == {"type": "Utilization", "averageUtilization": 70}
        assert name in of_kind(overlay, "Deployment")


@both
def test_what_must_not_be_lost_is_on_volumes_that_stay(overlay: str) -> None:
    for name in ("database/mongodb", "cache/redis-node"):
        spec = of_kind(overlay, "StatefulSet")[name]["spec"]
        (claim,) = spec["volumeClaimTemplates"]
        assert claim["spec"]["accessModes"] == ["ReadWriteOnce"]
        assert spec["persistentVolumeClaimRetentionPolicy"]["whenDeleted"] == "Retain"
        service = of_kind(overlay, "Service")[f"{name.split('/')[0]}/{spec['serviceName']}"]
        assert service["spec"]["clusterIP"] == "None"


@both
def test_the_replica_set_asks_for_keys_and_tls(overlay: str) -> None:
    (mongod,) = of_kind(overlay, "StatefulSet")["database/mongodb"]["spec"]["template"]["spec"][
        "containers"
    ]
    options = dict(word.removeprefix("--").partition("=")[::2] for word in mongod["args"])
    assert options["replSet"] == "lectern"
    assert options["tlsMode"] == "requireTLS"
    assert {"keyFile", "tlsCAFile", "tlsCertificateKeyFile"} <= options.keys()


@both
def test_browsers_come_by_tls_under_one_name(overlay: str) -> None:
    ingresses = of_kind(overlay, "Ingress")
    assert ingresses.keys() == {"frontend/frontend", "backend/backend"}
    hosts = set()
    for one in ingresses.values():
        (tls,) = one["spec"]["tls"]
        (rule,) = one["spec"]["rules"]
        assert tls["hosts"] == [rule["host"]]
        assert one["metadata"]["annotations"]["nginx.ingress.kubernetes.io/ssl-redirect"] == "true"
        hosts.add(rule["host"])
    (settings,) = [
        one["data"]
        for name, one in of_kind(overlay, "ConfigMap").items()
        if name.startswith("backend/settings-")
    ]
    assert hosts == {settings["LECTERN_SITE_HOSTS"]}
    assert settings["LECTERN_SITE_URL"] == f"https://{hosts.pop()}"


@both
def test_nothing_gets_through_that_is_not_allowed(overlay: str) -> None:
    policies = of_kind(overlay, "NetworkPolicy")
    for namespace in NAMESPACES:
        spec = policies[f"{namespace}/deny-by-default"]["spec"]
        assert spec == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    everywhere: list[Manifest] = [{}]
    for name, one in policies.items():
        for way in (*one["spec"].get("ingress", []), *one["spec"].get("egress", [])):
            assert way.get("from", way.get("to", everywhere)) != everywhere, name
            assert way["ports"], name


@both
def test_a_service_and_a_policy_find_the_pods_that_they_mean(overlay: str) -> None:
    known = {
        (pod.owner.split()[1].split("/")[0], pod.labels["app.kubernetes.io/name"])
        for pod in pods(overlay)
    }
    for kind in ("Service", "PodDisruptionBudget"):
        for name, one in of_kind(overlay, kind).items():
            selector = one["spec"]["selector"]
            selector = selector.get("matchLabels", selector)
            assert (name.split("/")[0], selector["app.kubernetes.io/name"]) in known, name
    budgets = of_kind(overlay, "PodDisruptionBudget").keys()
    several = {name.split()[1] for name, count in REPLICAS.items() if count > 1}
    assert budgets == several


def locked(pod: Pod, container: Manifest) -> list[str]:
    """What a container may do that it should not."""
    own = container.get("securityContext", {})
    whole = pod.spec.get("securityContext", {})
    wanted: dict[str, bool] = {
        "another user than root": whole.get("runAsNonRoot") is True and whole["runAsUser"] > 0,
        "no more rights than it has": own.get("allowPrivilegeEscalation") is False,
        "a file system that it only reads": own.get("readOnlyRootFilesystem") is True,
        "no capability": own.get("capabilities") == {"drop": ["ALL"]},
        "calls that are filtered": whole.get("seccompProfile") == {"type": "RuntimeDefault"},
        "no token of the cluster": pod.spec.get("automountServiceAccountToken") is False,
        "an account": bool(pod.spec.get("serviceAccountName")),
        "a version": ":" in container["image"] and not container["image"].endswith(":latest"),
    }
    for kind in ("requests", "limits"):
        told = container.get("resources", {}).get(kind, {})
        wanted[f"{kind} of processor and memory"] = {"cpu", "memory"} <= told.keys()
    return [what for what, given in wanted.items() if not given]


@both
def test_each_container_is_locked_and_limited(overlay: str) -> None:
    missing = {
        f"{pod.owner} {container['name']}": lacks
        for pod in pods(overlay)
        for container in pod.containers
        if (lacks := locked(pod, container))
    }
    assert missing == {}


@both
def test_each_server_says_whether_it_has_begun_is_ready_and_lives(overlay: str) -> None:
    for pod in pods(overlay):
        if not pod.owner.startswith(("Deployment", "StatefulSet")):
            continue
        for container in pod.spec["containers"]:
            assert {"startupProbe", "readinessProbe", "livenessProbe"} <= container.keys(), (
                f"{pod.owner} {container['name']}"
            )
            ports = {port["name"] for port in container.get("ports", [])}
            for kind in ("startupProbe", "readinessProbe", "livenessProbe"):
                asked = container[kind].get("httpGet") or container[kind].get("tcpSocket")
                assert asked is None or asked["port"] in ports


@both
def test_servers_are_spread_and_go_one_after_the_other(overlay: str) -> None:
    deployments = of_kind(overlay, "Deployment")
    for name in SCALED:
        spec = deployments[name]["spec"]
        assert spec["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
        spread = spec["template"]["spec"]["topologySpreadConstraints"]
        assert {one["topologyKey"] for one in spread} == {
            "topology.kubernetes.io/zone",
            "kubernetes.io/hostname",
        }
    assert deployments["backend/beat"]["spec"]["strategy"] == {"type": "Recreate"}
    for name in ("frontend/frontend", "backend/backend"):
        template = deployments[name]["spec"]["template"]["spec"]
        pause = template["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert pause < template["terminationGracePeriodSeconds"] - 15


@both
def test_a_browser_gets_what_its_page_names_from_any_frontend(overlay: str) -> None:
    spec = of_kind(overlay, "Deployment")["frontend/frontend"]["spec"]["template"]["spec"]
    (mount,) = [one for one in spec["containers"][0]["volumeMounts"] if "/srv" in one["mountPath"]]
    assert mount["mountPath"] == "/srv/older"
    (volume,) = [one for one in spec["volumes"] if one["name"] == mount["name"]]
    claim = f"frontend/{volume['persistentVolumeClaim']['claimName']}"
    assert of_kind(overlay, "PersistentVolumeClaim")[claim]["spec"]["accessModes"] == [
        "ReadWriteMany"
    ]


@both
def test_the_program_is_one_image(overlay: str) -> None:
    images = {
        container["image"]
        for pod in pods(overlay)
        for container in pod.containers
        if container["image"].startswith("lectern/")
    }
    assert len(images) == 2
    assert {image.split(":")[0] for image in images} == {"lectern/backend", "lectern/frontend"}


@both
def test_jobs_migrate_back_up_and_look_at_the_backup(overlay: str) -> None:
    assert of_kind(overlay, "Job").keys() == {"backend/migrate", "database/mongodb-begin"}
    assert of_kind(overlay, "CronJob").keys() == {"backend/backup", "backend/verify-backup"}


def asked_for(pod: Pod) -> set[str]:
    """The secrets that a pod reads."""
    found = {volume["secret"]["secretName"] for volume in pod.spec["volumes"] if "secret" in volume}
    for container in pod.containers:
        given = [*container.get("envFrom", []), *container.get("env", [])]
        found |= {one["secretRef"]["name"] for one in given if "secretRef" in one}
        found |= {
            one["valueFrom"]["secretKeyRef"]["name"]
            for one in given
            if "secretKeyRef" in one.get("valueFrom", {})
        }
    return found


def secrets_of(overlay: str) -> set[str]:
    """Every secret that is asked for, by `namespace/name`."""
    return {
        f"{pod.owner.split()[1].split('/')[0]}/{name}"
        for pod in pods(overlay)
        for name in asked_for(pod)
    }


@both
def test_what_a_pod_mounts_is_made_with_it(overlay: str) -> None:
    made = of_kind(overlay, "ConfigMap").keys()
    for pod in pods(overlay):
        namespace = pod.owner.split()[1].split("/")[0]
        named = [
            volume["configMap"]["name"] for volume in pod.spec["volumes"] if "configMap" in volume
        ]
        for container in pod.containers:
            given = container.get("envFrom", [])
            named += [one["configMapRef"]["name"] for one in given if "configMapRef" in one]
        assert {f"{namespace}/{name}" for name in named} <= made, pod.owner


def test_production_gets_its_secrets_from_outside() -> None:
    assert of_kind("production", "ExternalSecret").keys() == secrets_of("production")
    for overlay in ("staging", "production"):
        assert of_kind(overlay, "Secret") == {}


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_who_has_no_store_of_secrets_makes_them(tmp_path: Path) -> None:
    script = manifests.KUBERNETES / "secrets.sh"
    first, again = (
        subprocess.run([script, tmp_path], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )
    assert first == again
    made: list[Any] = list(yaml.safe_load_all(first))
    names = {
        f"{one['metadata']['namespace']}/{one['metadata']['name']}"
        for one in made
        if one["kind"] == "Secret"
    }
    assert names == secrets_of("staging")
    assert {file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {0}


@both
def test_the_settings_are_ones_that_the_program_knows(overlay: str) -> None:
    documented = (manifests.ROOT / "docs/reference/settings.md").read_text()
    (settings,) = [
        one["data"]
        for name, one in of_kind(overlay, "ConfigMap").items()
        if name.startswith("backend/settings-")
    ]
    others = {"LECTERN_SITE_HOSTS", "BACKUP_BUCKET", "AWS_REGION"}  # for the manifests themselves
    assert [name for name in settings if name not in others and f"`{name}`" not in documented] == []
    assert others <= settings.keys()


@both
def test_the_commands_are_ones_that_exist(overlay: str) -> None:
    for pod in pods(overlay):
        for container in pod.containers:
            if not container["image"].startswith("lectern/backend"):
                continue
            program, *words = [*container["command"], *container.get("args", [])]
            assert program in ("lectern", "sh")
            if program == "lectern":
                verb, *options = words
                said = help_of(verb)
                named = [option.partition("=")[0] for option in options if option.startswith("--")]
                assert all(name in said for name in named)


@cache
def help_of(verb: str) -> str:
    """What the command `lectern` says of one of its verbs."""
    return subprocess.run(
        [sys.executable, "-m", "lectern", verb, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"COLUMNS": "200"},
    ).stdout
