"""Links into the house, as they are handed out: whole where it is said how people reach it, else from its root."""

from starlette.requests import HTTPConnection


def link(connection: HTTPConnection, path: str) -> str:
    """Never by the name that somebody asked for: a link must not lead where they want it to."""
    return f"{connection.app.state.public_url}{path}"
