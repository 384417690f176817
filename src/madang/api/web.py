"""The built web client: its files, and its one page for every address that is no file of it."""

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from typing_extensions import override

_BUILT = Path(str(files("madang") / "web"))
_FOR_EVER = "public, max-age=31536000, immutable"
_NOT_BUILT = """<!doctype html><title>Madang</title>
<p>The server runs; the web client is not built. Run <code>make run</code>, or <code>make build</code> for a wheel."""


class _Assets(StaticFiles):
    """Their names carry a hash of what they hold, so they never change."""

    @override
    def file_response(self, full_path: object, stat_result: object, scope: Scope, status_code: int = 200) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)  # type: ignore[arg-type]
        response.headers["cache-control"] = _FOR_EVER
        return response


def install(app: FastAPI) -> None:
    """The last routes of the app: whatever no other route took."""
    assets = _BUILT / "assets"
    if assets.is_dir():
        app.mount("/assets", GZipMiddleware(_Assets(directory=assets), minimum_size=1000))

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str, request: Request) -> Response:
        if path.startswith(("api/", "ws/")) or path in ("api", "ws"):
            raise HTTPException(404, f"There is nothing at {request.url.path!r}")
        if file := _file(path):
            return FileResponse(file, headers={"cache-control": "no-cache"})
        index = _BUILT / "index.html"
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, 503)
        return FileResponse(index, headers={"cache-control": "no-cache"})


def _file(path: str) -> Path | None:
    """The file of the client at this path, if it is one: nothing outside its folder, not even through a link."""
    try:
        file = (_BUILT / path).resolve()
        return file if file.is_relative_to(_BUILT.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # what no file can be called
        return None
