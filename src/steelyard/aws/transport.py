"""HTTP, and nothing that knows AWS: one session, bounded answers, every failure one of a few kinds."""

import asyncio
import ssl
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from botocore.httpsession import where
from yarl import URL

from steelyard import __version__
from steelyard.aws.limits import Limits
from steelyard.errors import UsageError

# Answers that are not what they should be come by accident or for good; by accident hardly so often in one call.
MOST_INVALID = 6
_AUTO_HEADERS = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: headers without regard to case, the body as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class TransportError(Exception):
    """No whole answer. ``kind`` is the error code that the outcome gets, ``most`` how often it is worth a retry."""

    def __init__(self, kind: str, message: str, *, retry: bool, most: int = 1000) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry = retry
        self.most = most


class Transport:
    """One aiohttp session. ``ca_bundle`` is a file of certificates in the place of the usual ones."""

    def __init__(self, limits: Limits, *, connections: int, ca_bundle: str | None) -> None:
        self._limits = limits
        self._connections = connections
        self._ca_bundle = ca_bundle
        self._proxies = urllib.request.getproxies()
        self._proxy_of: dict[str, str | None] = {}
        self._tls: ssl.SSLContext | None = None
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Start the session, on the running loop."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300, keepalive_timeout=30),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(
                total=self._limits.total_timeout,
                sock_connect=self._limits.connect_timeout,
                sock_read=self._limits.read_timeout,
            ),
            headers={"User-Agent": f"steelyard/{__version__}", "Accept-Encoding": "identity"},
            skip_auto_headers=_AUTO_HEADERS,
            auto_decompress=False,
        )

    async def close(self) -> None:
        """Close the session and its connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def send(self, method: str, url: URL, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send a request and read the whole answer. Raises TransportError."""
        if self._session is None:
            raise UsageError("the AWS client is used before it was entered or after it was closed")
        secure = url.scheme == "https"
        try:
            async with self._session.request(
                method,
                url,
                headers=headers,
                data=body or None,
                allow_redirects=False,
                ssl=self._secure() if secure else True,
                proxy=self._proxy(url) if self._proxies else None,
            ) as response:
                return Answer(response.status, response.headers, await self._read(response))
        except TimeoutError as error:
            raise TransportError("TimedOut", "no answer in time", retry=True, most=5) from error
        except aiohttp.ClientConnectorCertificateError as error:
            raise TransportError("CertificateRefused", _plain(error), retry=False) from error
        except (aiohttp.ClientConnectorError, aiohttp.ClientProxyConnectionError) as error:
            raise TransportError("ConnectionFailed", _plain(error), retry=True, most=4) from error
        except aiohttp.ClientPayloadError as error:
            raise TransportError("ConnectionFailed", "the answer was cut off", retry=True) from error
        except aiohttp.ClientResponseError as error:
            message = f"the answer is not HTTP: {error.message}"
            raise TransportError("InvalidResponse", message, retry=True, most=MOST_INVALID) from error
        except (aiohttp.ClientError, OSError, ValueError, asyncio.IncompleteReadError) as error:
            raise TransportError("ConnectionFailed", _plain(error), retry=True) from error

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        most = self._limits.max_body
        length = response.content_length
        if length is not None and length > most and response.method != "HEAD":
            response.close()
            raise _too_large(most)
        content = response.content
        body = await content.readany()
        if content.at_eof():
            return body
        chunks, size = [body], len(body)
        while chunk := await content.readany():
            chunks.append(chunk)
            size += len(chunk)
            if size > most:
                response.close()
                raise _too_large(most)
        return b"".join(chunks)

    def _secure(self) -> ssl.SSLContext:
        if self._tls is None:
            file = self._ca_bundle or where()
            try:
                self._tls = ssl.create_default_context(cafile=file)
            except (OSError, ssl.SSLError) as error:
                raise UsageError(f"the certificates in {file} cannot be read: {error}") from error
        return self._tls

    def _proxy(self, url: URL) -> str | None:
        host = url.host or ""
        key = f"{url.scheme}://{host}"
        if key not in self._proxy_of:
            bypassed = urllib.request.proxy_bypass(host)
            self._proxy_of[key] = None if bypassed else self._proxies.get(url.scheme)
        return self._proxy_of[key]


def _too_large(most: int) -> TransportError:
    return TransportError("ResponseTooLarge", f"the answer is larger than {most} bytes", retry=False)


def _plain(error: BaseException) -> str:
    return str(error) or type(error).__name__
