"""The server in a process of its own: `python -m tests.botapi --port 8081`, driven by /control."""

import argparse
import asyncio
import sys
from concurrent.futures import Future

from tests.botapi.server import TOKEN, BotApiServer


def main() -> None:
    """Serve until interrupted; the first line of output is the address."""
    parser = argparse.ArgumentParser(prog="python -m tests.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default=TOKEN)
    arguments = parser.parse_args()
    try:
        asyncio.run(_serve(BotApiServer(arguments.token, port=arguments.port)))
    except KeyboardInterrupt:
        sys.exit(130)


async def _serve(server: BotApiServer) -> None:
    ready: Future[None] = Future()
    serving = asyncio.ensure_future(server.serve(ready))
    await asyncio.wrap_future(ready)
    sys.stdout.write(f"{server.address}\n")
    sys.stdout.flush()
    await serving


if __name__ == "__main__":
    main()
