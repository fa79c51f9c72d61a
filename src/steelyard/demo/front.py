"""What stands before moto: small parts of AWS that moto lacks, and a plain answer where it has none."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from werkzeug.wrappers import Request, Response

from steelyard.demo import ACCOUNT
from steelyard.demo.past import PATH, remember


class Front:
    """A WSGI application. IAM Access Analyzer and Macie's jobs are its own, all else is moto's.

    What moto cannot answer is answered with 501, which no client retries, in place of moto's page of HTML.
    """

    def __init__(self, moto: Callable[..., Iterable[bytes]]) -> None:
        self._moto = moto
        self._analyzers: dict[str, list[dict[str, Any]]] = {}
        self._jobs: dict[str, list[dict[str, Any]]] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        if request.path == "/moto-api/reset":
            self._analyzers.clear()
            self._jobs.clear()
        if request.path == PATH:
            remember(request.get_json())
            return Response(status=204)(environ, start_response)
        service, region = _scope(request)
        own = {"access-analyzer": self._access_analyzer, "macie2": self._macie}.get(service)
        response = own(request, region) if own else None
        return (response or self._of_moto(environ))(environ, start_response)

    def _access_analyzer(self, request: Request, region: str) -> Response | None:
        analyzers = self._analyzers.setdefault(region, [])
        if (request.method, request.path) == ("PUT", "/analyzer"):
            asked = request.get_json()
            arn = f"arn:aws:access-analyzer:{region}:{ACCOUNT}:analyzer/{asked['analyzerName']}"
            made = {"arn": arn, "name": asked["analyzerName"], "type": asked["type"], "createdAt": _now()}
            analyzers.append({**made, "status": "ACTIVE", "tags": asked.get("tags", {})})
            return _json({"arn": arn})
        if (request.method, request.path) == ("GET", "/analyzer"):
            kind = request.args.get("type")
            return _json({"analyzers": [found for found in analyzers if kind in (None, found["type"])]})
        return None

    def _macie(self, request: Request, region: str) -> Response | None:
        jobs = self._jobs.setdefault(region, [])
        if (request.method, request.path) == ("POST", "/jobs"):
            asked = request.get_json()
            job = uuid.uuid4().hex
            arn = f"arn:aws:macie2:{region}:{ACCOUNT}:classification-job/{job}"
            jobs.append({**asked, "jobId": job, "jobArn": arn, "jobStatus": "RUNNING", "createdAt": _now()})
            return _json({"jobId": job, "jobArn": arn})
        if (request.method, request.path) == ("POST", "/jobs/list"):
            return _json({"items": [_listed(job) for job in jobs]})
        if request.method == "GET" and request.path.startswith("/jobs/"):
            wanted = request.path.removeprefix("/jobs/")
            return next((_json(job) for job in jobs if job["jobId"] == wanted), _absent())
        return None

    def _of_moto(self, environ: dict[str, Any]) -> Response:
        try:
            response = Response.from_app(self._moto, environ)
        except Exception as error:
            # Moto raises where it has no such service, and whatever else it meets.
            return _not_implemented(f"moto: {type(error).__name__}")
        if response.status_code >= 400 and response.mimetype == "text/html" and environ["REQUEST_METHOD"] != "HEAD":
            return _not_implemented(f"moto: {response.status}")
        return response


def _scope(request: Request) -> tuple[str, str]:
    """Service and region that a request is signed for, empty where it is not signed."""
    scope = request.headers.get("Authorization", "").partition("Credential=")[2].partition(",")[0].split("/")
    return (scope[3], scope[2]) if len(scope) == 5 else ("", "")


def _listed(job: dict[str, Any]) -> dict[str, Any]:
    """A job as a list of jobs shows it."""
    shown = {name: job[name] for name in ("jobId", "name", "jobStatus", "jobType", "createdAt")}
    return {**shown, "bucketDefinitions": job["s3JobDefinition"].get("bucketDefinitions", [])}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _json(body: Any, status: int = 200, error: str | None = None) -> Response:
    headers = {} if error is None else {"x-amzn-ErrorType": error}
    return Response(json.dumps(body), status, headers, content_type="application/json")


def _absent() -> Response:
    return _json({"message": "there is no such thing"}, 404, "ResourceNotFoundException")


def _not_implemented(why: str) -> Response:
    return _json({"message": f"the demo account has no answer to this ({why})"}, 501, "NotImplemented")
