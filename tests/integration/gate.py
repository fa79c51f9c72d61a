"""A gate in front of an AWS endpoint: lets calls through, denies them, or answers them as a bad day would."""

from __future__ import annotations

import asyncio
import http.client
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlparse

KEPT = (
    "content-type",
    "host",
    "authorization",
    "x-amz-target",
    "x-amz-date",
    "x-amz-security-token",
    "smithy-protocol",
)


@dataclass(frozen=True)
class Request:
    """A request as the gate sees it. ``operation`` is the action, or method and path for REST."""

    service: str
    region: str
    access_key: str
    operation: str
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """What the gate does instead of letting a request through.

    ``cut``: send that many bytes of the body and close. ``reset``: close without an answer. ``delay``: seconds
    before anything. ``body``: answer that, as JSON.
    """

    status: int = 200
    code: str = ""
    cut: int | None = None
    reset: bool = False
    delay: float = 0.0
    body: str = ""


Rule = Callable[[Request], Reply | None]


@dataclass
class Gate:
    """``rule`` decides on each request; ``requests`` are all that came."""

    upstream: str
    rule: Rule = lambda request: None
    requests: list[Request] = field(default_factory=list)
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                line, *rest = head.decode("latin1").split("\r\n")
                method, target, _ = line.split(" ", 2)
                headers = {k.lower(): v.strip() for k, _, v in (h.partition(":") for h in rest if h)}
                body = await reader.readexactly(int(headers.get("content-length") or 0))
                request = seen(method, target, headers, body)
                self.requests.append(request)
                reply = self.rule(request)
                if reply is not None and reply.delay:
                    await asyncio.sleep(reply.delay)
                if reply is not None and reply.reset:
                    return
                if reply is not None and reply.body:
                    status, kind, data = reply.status, "application/x-amz-json-1.1", reply.body.encode()
                elif reply is not None and reply.code:
                    status, kind, data = refused(request, headers, reply)
                else:
                    status, kind, data = await asyncio.to_thread(self._forward, method, target, headers, body)
                cut = reply.cut if reply is not None else None
                writer.write(
                    f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode()
                )
                if method != "HEAD":
                    writer.write(data if cut is None else data[:cut])
                await writer.drain()
                if cut is not None:
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    def _forward(self, method: str, target: str, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        where = urlparse(self.upstream)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        connection.request(method, target, body or None, {k: v for k, v in headers.items() if k in KEPT})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, answer.getheader("content-type") or "text/plain", data


def seen(method: str, target: str, headers: dict[str, str], body: bytes) -> Request:
    """What a request asks."""
    match = re.search(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/", headers.get("authorization", ""))
    key, region, service = match.groups() if match else ("", "", "")
    if "x-amz-target" in headers:
        operation = headers["x-amz-target"].split(".")[-1]
    elif headers.get("content-type", "").startswith("application/x-www-form"):
        operation = parse_qs(body.decode())["Action"][0]
    elif "/operation/" in target:
        operation = target.rsplit("/operation/", 1)[1]
    else:
        operation = f"{method} {target}"
    return Request(service, region, key, operation, body)


def refused(request: Request, headers: dict[str, str], reply: Reply) -> tuple[int, str, bytes]:
    """An error answer in the protocol of the request."""
    message = f"the gate refuses {request.operation}"
    if "x-amz-target" in headers or request.service == "lambda":
        body = f'{{"__type": "{reply.code}", "message": "{message}"}}'
        return reply.status, "application/x-amz-json-1.1", body.encode()
    error = f"<Error><Code>{reply.code}</Code><Message>{message}</Message></Error>"
    if request.service == "ec2":
        body = f"<Response><Errors>{error}</Errors></Response>"
    else:
        body = f"<ErrorResponse>{error}</ErrorResponse>"
    return reply.status, "text/xml", body.encode()


@contextmanager
def gate(upstream: str) -> Iterator[Gate]:
    """A gate at a free port of the loopback interface, in a thread of its own."""
    made = Gate(upstream)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(made.serve, "127.0.0.1", 0, limit=1 << 22))
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
