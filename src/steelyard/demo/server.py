"""The child process of the demo: moto's server; prints its URL, and ends with its parent."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Collection


def main() -> None:
    """Serve until standard input closes, which it does when the parent is gone, however it went.

    Arguments are the regions that the account has enabled; without any they are as moto has them.
    """
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    from steelyard.demo.front import Front

    # It would log each request, and a traceback for each operation that moto does not have.
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL + 1)
    if sys.argv[1:]:
        _enable(sys.argv[1:])
    _read_certificates()
    moto = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, Front(moto), threaded=True, request_handler=MotoRequestHandler)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    print(f"http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()


def _enable(regions: Collection[str]) -> None:
    """Let the account have opted in to these regions only. AWS has none to opt out of; a demo has to be quick."""
    from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

    from steelyard.aws.models import partition_of

    listed = [region for region in RegionsAndZonesBackend.regions if partition_of(region.name) == "aws"]
    for region in listed:
        if region.name not in regions:
            region.opt_in_status = "not-opted-in"
    RegionsAndZonesBackend.regions = listed


def _read_certificates() -> None:
    """Let server certificates expire when they say they do; moto lets all of them expire in 2012."""
    from cryptography import x509
    from moto.core.responses import ActionResult
    from moto.iam.responses import IamResponse

    of_moto = IamResponse.list_server_certificates

    def listing(self: IamResponse) -> ActionResult:
        answer = of_moto(self)
        assert isinstance(answer.result, dict)
        bodies = {cert.cert_name: cert.cert_body.encode() for cert in self.backend.list_server_certificates()}
        for shown in answer.result["ServerCertificateMetadataList"]:
            body = bodies[shown["ServerCertificateName"]]
            if body.startswith(b"-----BEGIN CERTIFICATE"):
                shown["Expiration"] = x509.load_pem_x509_certificate(body).not_valid_after_utc.isoformat()
        return answer

    IamResponse.list_server_certificates = listing  # type: ignore[method-assign]


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
