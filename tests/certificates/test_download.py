"""The PDF is for whom it concerns, is kept by those who have it, and ends with the validity."""

from rest_framework.test import APIClient

from tests.world import admin, certificate, course, person, sign_in, teacher


def test_those_whom_it_concerns_download_it(client: APIClient) -> None:
    ada, grace = person("ada"), teacher("grace")
    number = certificate(ada, course(grace, lessons=1, title="Python"))
    url = f"/api/certificates/{number}/pdf/"
    bodies = set()
    for somebody in (ada, grace, admin()):
        answer = sign_in(somebody).get(url)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
        assert answer.headers["Cache-Control"] == "private, no-cache"
        bodies.add(answer.content)
    (pdf,) = bodies
    assert pdf.startswith(b"%PDF-")
    assert sign_in(ada).get(url, HTTP_ACCEPT="application/pdf").status_code == 200
    assert sign_in(ada).get(url, HTTP_ACCEPT="image/png").status_code == 406


def test_who_has_it_is_told_so(client: APIClient) -> None:
    ada = person()
    number = certificate(ada, course(teacher(), lessons=1))
    me, url = sign_in(ada), f"/api/certificates/{number}/pdf/"
    etag = me.get(url).headers["ETag"]
    for held in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = me.get(url, HTTP_IF_NONE_MATCH=held)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["ETag"] == etag
    assert me.get(url, HTTP_IF_NONE_MATCH='"other"').status_code == 200


def test_a_revoked_one_is_not_printed_until_it_is_reinstated(client: APIClient) -> None:
    ada, grace = person(), teacher()
    number = certificate(ada, course(grace, lessons=1))
    me, url = sign_in(ada), f"/api/certificates/{number}/"
    etag = me.get(f"{url}pdf/").headers["ETag"]
    sign_in(grace).post(f"{url}revoke/", {"reason": "A mistake"})
    for somebody in (ada, grace, admin()):
        answer = sign_in(somebody).get(f"{url}pdf/", HTTP_IF_NONE_MATCH=etag)
        assert (answer.status_code, answer.json()["code"]) == (410, "certificate-revoked")
    sign_in(grace).post(f"{url}reinstate/")
    assert me.get(f"{url}pdf/").headers["ETag"] == etag
