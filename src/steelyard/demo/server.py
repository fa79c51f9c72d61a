"""The child process of the demo: moto's server; prints its URL, and ends with its parent."""

from __future__ import annotations

import logging
import os
import sys
import threading


def main() -> None:
    """Serve until standard input closes, which it does when the parent is gone, however it went."""
    from moto.server import ThreadedMotoServer

    # It would log each request, and a traceback for each operation that moto does not have.
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL + 1)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    print(f"http://{host}:{port}", flush=True)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.Event().wait()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
