"""An endpoint that answers by script: each request gets the next reply, the last one for good."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from steelyard.aws.credentials import Credentials
from steelyard.aws.endpoints import Settings
from steelyard.aws.limits import Limits
from steelyard.aws.outcome import Outcome
from steelyard.aws.wire import Client

KEYS = Credentials.static("AKID", "the-secret-key", "the-session-token")


@dataclass(frozen=True)
class Request:
    """A request as it came; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Reply:
    """``cut`` closes the connection after so many bytes of the body; ``delay`` is in seconds."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    delay: float = 0.0
    raw: bytes | None = None
    endless: bool = False


class Endpoint:
    """What was asked, and what is still to be answered."""

    def __init__(self, replies: Sequence[Reply] | Callable[[Request], Reply]) -> None:
        self._replies = replies
        self.requests: list[Request] = []
        self.url = ""
        self.under_way = 0
        self.most_at_once = 0

    def reply(self, request: Request) -> Reply:
        self.requests.append(request)
        if callable(self._replies):
            return self._replies(request)
        return self._replies[min(len(self.requests), len(self._replies)) - 1]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await _read(reader)
                self.under_way += 1
                self.most_at_once = max(self.most_at_once, self.under_way)
                try:
                    keep = await self._answer(request, writer)
                finally:
                    self.under_way -= 1
                if not keep:
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        reply = self.reply(request)
        await asyncio.sleep(reply.delay)
        if reply.raw is not None:
            writer.write(reply.raw)
            await writer.drain()
            return False
        headers = {"Content-Length": str(len(reply.body)), **reply.headers}
        if reply.endless:
            headers["Transfer-Encoding"] = "chunked"
            del headers["Content-Length"]
        head = f"HTTP/1.1 {reply.status} Reason\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items())
        writer.write(head.encode() + b"\r\n")
        while reply.endless:
            writer.write(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
            await writer.drain()
        if request.method != "HEAD":
            writer.write(reply.body[: reply.cut])
        await writer.drain()
        return reply.cut is None


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin1")
    line, *rest = head.strip().split("\r\n")
    method, target, _ = line.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (text.partition(":") for text in rest)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, target, headers, body)


@dataclass
class Bench:
    """A client, the endpoint it talks to, and the outcomes it told of."""

    client: Client
    endpoint: Endpoint
    outcomes: list[Outcome]


@asynccontextmanager
async def bench(
    replies: Sequence[Reply] | Callable[[Request], Reply], limits: Limits | None = None, max_in_flight: int = 50
) -> AsyncIterator[Bench]:
    """A client before a scripted endpoint, with waits too short to notice."""
    endpoint = Endpoint(replies)
    server = await asyncio.start_server(endpoint.serve, "127.0.0.1", 0)
    endpoint.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    outcomes: list[Outcome] = []
    client = Client(
        on_outcome=outcomes.append,
        endpoint_url=endpoint.url,
        limits=limits or Limits(first_backoff=0.001, longest_backoff=0.01),
        max_in_flight=max_in_flight,
        settings=Settings(),
    )
    async with client:
        yield Bench(client, endpoint, outcomes)
    server.close()
