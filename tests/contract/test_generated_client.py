"""Clients are generated from the description: one in TypeScript knows every operation."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.answers import description

WEB = Path(__file__).parents[2] / "web"
TOOLS = WEB / "node_modules/.bin"
# Node is beside Python, where `make` puts it.
ENV = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}

FETCH = """
import type { paths } from './schema';

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Json<T> = T extends { content: { 'application/json': infer B } } ? B : undefined;
type Params<O> = O extends { parameters: { query?: infer Q; path?: infer P } }
  ? ([Q] extends [undefined] ? object : { query?: Q }) &
      ([P] extends [undefined] ? object : { path: P })
  : object;
type Body<O> = O extends { requestBody: infer B }
  ? { body: Json<B> }
  : O extends { requestBody?: infer B }
    ? { body?: Json<NonNullable<B>> }
    : object;
type Answer<O> = O extends { responses: infer R }
  ? { [S in keyof R & (200 | 201 | 202 | 204)]: Json<R[S]> }[keyof R & (200 | 201 | 202 | 204)]
  : never;
export type Problem = paths['/api/auth/login/']['post']['responses']['default'] extends {
  content: { 'application/problem+json': infer P };
}
  ? P
  : never;

export async function call<V extends Verb, U extends { [K in keyof paths]: paths[K] extends {
  [X in V]: object } ? K : never }[keyof paths]>(
  verb: V,
  url: U,
  options: Params<paths[U][V]> & Body<paths[U][V]>,
): Promise<Answer<paths[U][V]>> {
  const { path, query, body } = options as {
    path?: Record<string, string>;
    query?: Record<string, string>;
    body?: unknown;
  };
  const filled = url.replace(/{(\\w+)}/g, (_, name: string) => path?.[name] ?? '');
  const response = await fetch(`${filled}?${new URLSearchParams(query)}`, {
    method: verb.toUpperCase(),
    body: JSON.stringify(body),
  });
  if (!response.ok) throw (await response.json()) as Problem;
  return (await response.json()) as Answer<paths[U][V]>;
}
"""
FLAGS = ["--strict", "--noEmit", "--target", "es2022", "--module", "es2022", "--lib", "es2022,dom"]


def calls(described: Mapping[str, Any]) -> list[str]:
    """A call of every operation that speaks JSON, with the example of its body."""
    lines = []
    for path, item in described["paths"].items():
        for method, operation in item.items():
            contents = operation.get("requestBody", {}).get("content", {})
            if contents and "application/json" not in contents:
                continue
            options: dict[str, Any] = {}
            if names := re.findall(r"{(\w+)}", path):
                options["path"] = dict.fromkeys(names, "665f1c0a2b3c4d5e6f708192")
            if contents:
                options["body"] = contents["application/json"]["example"]
            lines.append(f"await call('{method}', '{path}', {json.dumps(options)});")
    return lines


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The types as they are generated, and a small client."""
    assert TOOLS.is_dir(), (
        "The tools of the web application are not installed; `make test` does it."
    )
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(description(), default=str))
    generate = [TOOLS / "openapi-typescript", folder / "openapi.json", "-o", folder / "schema.d.ts"]
    subprocess.run(generate, cwd=WEB, env=ENV, check=True, capture_output=True, timeout=120)
    (folder / "client.ts").write_text(FETCH)
    return folder


def test_the_committed_types_are_those_of_the_description(project: Path) -> None:
    committed = (WEB / "src/app/api/schema.d.ts").read_text()
    assert (project / "schema.d.ts").read_text() == committed, "run `make schema` and commit"


def compiled(project: Path, program: str) -> str:
    """What the compiler complains about."""
    (project / "program.ts").write_text(
        f"import {{ call }} from './client';\n{program}\nexport {{}};\n"
    )
    command = [TOOLS / "tsc", *FLAGS, "--moduleResolution", "bundler", project / "program.ts"]
    done = subprocess.run(command, cwd=project, env=ENV, capture_output=True, text=True)
    return done.stdout


def test_a_generated_client_calls_every_operation(project: Path) -> None:
    program = calls(description())
    assert len(program) > 100
    assert compiled(project, "\n".join(program)) == ""


REFUSED = [
    "await call('post', '/api/courses/', { body: { title: 5 } });",
    "await call('post', '/api/courses/', {});",
    "await call('post', '/api/courses/', { body: { title: 'x', published: true } });",
    "await call('get', '/api/courses/{id}/', {});",
    "await call('get', '/api/courses/', { query: { ordering: 'colour' } });",
    "await call('delete', '/api/courses/', {});",
    "const n: number = (await call('get', '/api/categories/', {})).results[0].name;",
]


def test_what_the_api_would_refuse_does_not_compile(project: Path) -> None:
    complaints = compiled(project, "\n".join(REFUSED))
    wrong = {int(line) - 1 for line in re.findall(r"program\.ts\((\d+),", complaints)}
    assert wrong == set(range(1, len(REFUSED) + 1)), complaints


def test_the_description_is_openapi() -> None:
    from openapi_spec_validator import validate

    validate(json.loads(json.dumps(description(), default=str)))
