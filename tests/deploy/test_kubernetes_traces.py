"""The component `traces`, put on top of an overlay as whoever wants it does."""

import os
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.deploy.manifests import KUBECTL, KUBERNETES, WITHOUT, Manifest

pytestmark = pytest.mark.skipif(not KUBECTL, reason=WITHOUT)

DOCUMENTED = (KUBERNETES.parents[1] / "docs/reference/settings.md").read_text()


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> list[Manifest]:
    """Staging with the component."""
    folder = tmp_path_factory.mktemp("traces")
    base = Path(os.path.relpath(KUBERNETES.resolve(), folder.resolve()))
    plan = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": [str(base / "overlays/staging")],
        "components": [str(base / "components/traces")],
    }
    (folder / "kustomization.yaml").write_text(yaml.safe_dump(plan))
    command = [KUBECTL, "kustomize", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    return list(yaml.safe_load_all(said.stdout))


def named(rendered: list[Manifest], kind: str, name: str) -> Manifest:
    """The one whose name begins so."""
    (found,) = (
        one for one in rendered if one["kind"] == kind and one["metadata"]["name"].startswith(name)
    )
    return found


def test_programs_are_told_where_to_and_may_go_there(rendered: list[Manifest]) -> None:
    settings = named(rendered, "ConfigMap", "settings-")
    assert settings["data"]["LECTERN_SITE_URL"] == "https://staging.lms.example.org"
    endpoint = settings["data"]["OTEL_EXPORTER_OTLP_ENDPOINT"]
    policy = named(rendered, "NetworkPolicy", "to-the-collector")
    assert policy["metadata"]["namespace"] == settings["metadata"]["namespace"]
    (way,) = policy["spec"]["egress"]
    (port,) = (str(one["port"]) for one in way["ports"])
    (there,) = (one["namespaceSelector"]["matchLabels"] for one in way["to"])
    assert endpoint.endswith(f".{there['kubernetes.io/metadata.name']}:{port}")


def test_every_setting_of_it_is_documented(rendered: list[Manifest]) -> None:
    names = {name for name in named(rendered, "ConfigMap", "settings-")["data"] if "OTEL" in name}
    assert names
    assert [name for name in names if f"`{name}`" not in DOCUMENTED] == []


def test_pods_begin_anew_with_it(rendered: list[Manifest]) -> None:
    name = named(rendered, "ConfigMap", "settings-")["metadata"]["name"]
    for program in ("backend", "worker"):
        assert name in yaml.safe_dump(named(rendered, "Deployment", program))
