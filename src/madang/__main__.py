"""The command line."""

import argparse
import gc
import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from typing import NoReturn, TypeVar

import uvicorn
from typing_extensions import override

from madang import __version__, app, config, listening, steward
from madang.api.http import HttpProtocol
from madang.api.server import ACCEPTED_AT_ONCE, Server, UpgradeProtocol
from madang.config import BadSetting, Settings
from madang.domain.errors import Refusal, StoreTrouble
from madang.listening import CannotListen
from madang.store import schema
from madang.store.database import Database, StoreInUse, UnusableStore
from madang.store.schema import Facts
from madang.wire.incoming import FRAME_BYTES

T = TypeVar("T")

_PER_ADDRESS = 2_000
"""Open connections of one address, of whatever kind."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="madang", description="A courtyard for everyone: self-hosted, real-time chat."
    )
    parser.add_argument("--version", action="version", version=f"Madang {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="command")
    serve = verbs.add_parser("serve", help="run the server")
    serve.add_argument("--host", help="instead of MADANG_HOST")
    serve.add_argument("--port", help="instead of MADANG_PORT")
    verbs.add_parser("settings", help="list every setting with its default and its present value")
    verbs.add_parser("new-epoch", help="after a backup was restored: make the clients forget what they had")
    steward.describe(verbs)
    verbs.add_parser("schema", help="print the shapes of the protocol as JSON Schema")
    given = parser.parse_args(arguments)
    os.umask(0o077)  # what is kept here is for nobody else on this machine
    match given.verb:
        case "serve":
            _serve(_settings(host=given.host, port=given.port))
        case "settings":
            _list(_settings())
        case "new-epoch":
            _renew_epoch(_settings())
        case "person" | "invite":
            _look_after(_settings(), given)
        case "schema":
            _schema()
        case _:
            parser.print_help()


def _settings(**instead: str | None) -> Settings:
    environment = dict(os.environ)
    environment.update({config.variable(name): text for name, text in instead.items() if text is not None})
    try:
        return config.read(environment)
    except BadSetting as bad:
        _stop(str(bad))


def _list(settings: Settings) -> None:
    for name, text, default, now in config.described(settings):
        print(f"{name}\n    {text}\n    default {default or '(empty)'}, now {now or '(empty)'}")


def _renew_epoch(settings: Settings) -> None:
    with _kept(settings) as (database, _):
        print(f"The epoch is now {schema.renew_epoch(database)}; every client fetches its rooms anew.")


def _look_after(settings: Settings, given: argparse.Namespace) -> None:
    url = settings.public_url.rstrip("/") or listening.addresses(settings.host, settings.port)[0]
    with _kept(settings) as (database, facts):
        for line in steward.Steward(database, facts, url, _asks).does(given):
            print(line)


@contextmanager
def _kept(settings: Settings) -> Generator[tuple[Database, Facts], None, None]:
    """The house that is there, for commands that act on it: none is made. Says which one it was."""
    try:
        database = Database(settings.store_url, make=False)
    except StoreInUse:
        _stop(
            f"The server is running and has {settings.store_shown} to itself; "
            "use the browser, under /admin, or stop the server first."
        )
    except UnusableStore as error:
        _stop(str(error))
    try:
        yield database, _opened(lambda: schema.prepare(database, make=False))
    except Refusal as refusal:
        _stop(f"{refusal.message} (This is {settings.store_shown}.)")
    except StoreTrouble as trouble:
        _stop(_silent(trouble))
    finally:
        database.close()
    print(f"This was {settings.store_shown}.", file=sys.stderr)


def _asks(question: str) -> bool:
    """Whoever cannot be asked has not said yes."""
    return sys.stdin.isatty() and input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def _schema() -> None:
    from madang.wire import schema as shapes

    print(json.dumps(shapes.schema(), indent=2, ensure_ascii=False))


def _serve(settings: Settings) -> None:
    logging.basicConfig(
        level=settings.log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    _opened(lambda: app.check(settings))  # before the port, which another server may well hold with the same settings
    try:
        here = listening.listen(settings.host, settings.port)
    except CannotListen as error:
        _stop(str(error))
    house = _opened(lambda: app.create(settings))
    server = _Server(
        uvicorn.Config(
            house,
            ws=UpgradeProtocol,
            http=HttpProtocol,
            loop="asyncio",
            lifespan="on",
            log_config=None,
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            ws_max_size=FRAME_BYTES,
            ws_per_message_deflate=False,
            ws_ping_interval=None,
            backlog=ACCEPTED_AT_ONCE,
            timeout_graceful_shutdown=5,
        ),
        drain=lambda: house.state.chat.drain(),  # noqa: PLW0108 - there is no chat before the start
        per_address=_PER_ADDRESS if settings.rate_limits else 1 << 30,
        exempt=house.state.proxies.trusts,
    )
    _take_descriptors()
    _settle_garbage()
    _say_hello(settings, here.getsockname()[1], None if house.state.claimed else house.state.setup_key)
    server.run(sockets=[here])


def _opened(open_it: Callable[[], T]) -> T:
    """What keeps the store from being opened is one clear line, not a trace."""
    try:
        return open_it()
    except (UnusableStore, BadSetting) as error:
        _stop(str(error))
    except StoreTrouble as trouble:
        _stop(_silent(trouble))


def _silent(trouble: StoreTrouble) -> str:
    return f"The database does not answer: {str(trouble).splitlines()[0]}"


def _take_descriptors() -> None:
    """As many as one may have: the soft limit is usually 1,024, and every connection takes one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _settle_garbage() -> None:
    """What the house is built of stays for good and need not be looked through again and again: with a thousand people
    a full collection stops everything for some 100 ms. Connections leave no cycles, so there is little to collect."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def _say_hello(settings: Settings, port: int, setup_key: str | None) -> None:
    where = listening.addresses(settings.host, port)
    if settings.public_url:
        where.insert(0, settings.public_url.rstrip("/"))
    print(f"Madang {__version__}", flush=True)
    print(f"  open   {where[0]}")
    for another in where[1:]:
        print(f"         {another}")
    if setup_key:  # a house without an owner: whoever can read this may become it
        print(f"  set up {where[0]}/setup#{setup_key}")
    print(f"  data   {settings.store_shown}")
    print("  stop   Ctrl-C", flush=True)


def _stop(why: str) -> NoReturn:
    print(f"madang: {why}", file=sys.stderr)
    raise SystemExit(1)


class _Server(Server):
    @contextmanager
    @override
    def capture_signals(self) -> Generator[None, None, None]:
        """Being asked to stop is no failure: uvicorn would raise the signal again at the end."""
        before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


if __name__ == "__main__":
    main()
