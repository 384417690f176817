"""The house keeps its own rules: floors, mirrors, names, first lines, the map and the reasons in the docs.

Each failure says what to do.
"""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
SOURCE = HOUSE / "src" / "madang"
TESTS = HOUSE / "tests"
WEB = HOUSE / "web"

WITHOUT_A_TEST_OF_THEIR_OWN = {
    "store/tables.py": "declarations only; every test of the store reads and writes them",
    "store/account_tables.py": "the same",
}
"""Modules that the mirror excuses, each with its reason. Keep it short."""

NAMES_THAT_FIT_EVERYTHING = {
    "base", "common", "data", "handler", "handlers", "helper", "helpers", "info", "manager", "managers",
    "misc", "processor", "service", "services", "shared", "util", "utils",
}  # fmt: skip


def modules() -> Iterator[Path]:
    return (path for path in sorted(SOURCE.rglob("*.py")) if "versions" not in path.parts)


def test_every_floor_imports_only_what_is_below_it() -> None:
    beside = Path(sys.executable).with_name("lint-imports")
    linted = subprocess.run(
        [beside, "--no-logo", "--cache-dir", ".cache/import-linter"],
        check=False,
        cwd=HOUSE,
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, (
        f"{linted.stdout}{linted.stderr}\n"
        "Move the code to the floor where it belongs; the contracts are in pyproject.toml."
    )


def test_the_domain_is_plain_python() -> None:
    allowed = (set(sys.stdlib_module_names) | {"madang"}) - {"asyncio", "threading", "socket", "sqlite3"}
    strangers = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in sorted((SOURCE / "domain").rglob("*.py"))
        for name in imports(path)
        if name.partition(".")[0] not in allowed
    ]
    assert not strangers, f"{strangers}\nThe domain says what things are: no packages, no network, no threads."


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_every_module_has_its_test_at_the_same_place() -> None:
    missing = [
        f"{path.relative_to(HOUSE)} -> tests/{mirror(path)}"
        for path in modules()
        if path.name != "__init__.py"
        and "migrations" not in path.parts
        and path.relative_to(SOURCE).as_posix() not in WITHOUT_A_TEST_OF_THEIR_OWN
        and not (TESTS / mirror(path)).exists()
    ]
    assert not missing, "Write these tests (or excuse the module above, with a reason):\n" + "\n".join(missing)


def test_nothing_is_excused_that_is_not_there() -> None:
    gone = [name for name in WITHOUT_A_TEST_OF_THEIR_OWN if not (SOURCE / name).exists()]
    assert not gone, f"Take these out of WITHOUT_A_TEST_OF_THEIR_OWN: {gone}"


def mirror(path: Path) -> str:
    within = path.relative_to(SOURCE)
    return within.with_name(f"test_{within.stem.strip('_')}.py").as_posix()


def test_every_module_opens_with_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(HOUSE))
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent, f"Open these with one to five lines: what it is for, what it must not know: {silent}"


def test_no_name_fits_everything() -> None:
    written = [*HOUSE.glob("src/**/*"), *HOUSE.glob("tests/**/*"), *HOUSE.glob("bench/**/*")]
    written += [path for one in ("client", "react", "app", "e2e") for path in (WEB / one).glob("src/**/*")]
    drains = [
        str(path.relative_to(HOUSE))
        for path in written
        if "madang/web" not in path.as_posix()
        and "node_modules" not in path.parts
        and path.suffix in {".py", ".ts", ".tsx", ""}
        and NAMES_THAT_FIT_EVERYTHING & set(re.split(r"[^a-z]+", path.name.lower()))
    ]
    assert not drains, f"A name that fits everything is a drain; say what these are about: {drains}"


@pytest.mark.slow
def test_the_wire_types_are_what_the_server_speaks() -> None:
    schema = subprocess.run([sys.executable, "-m", "madang", "schema"], check=True, capture_output=True).stdout
    compared = subprocess.run(
        [HOUSE / ".tools/bin/node", "web/client/scripts/wire.mjs", "--check"],
        check=False,
        cwd=HOUSE,
        input=schema,
        capture_output=True,
    )
    assert compared.returncode == 0, compared.stderr.decode()


def test_the_map_names_only_what_is_there() -> None:
    gone = [name for name, found in drawn() if not found]
    assert not gone, f"docs/architecture.md draws what is not there: {gone}"


def test_the_map_names_every_module() -> None:
    named = {found for _, found in drawn()}
    missing = [
        path.relative_to(SOURCE).as_posix()
        for path in modules()
        if path.name != "__init__.py" and "migrations" not in path.parts and path not in named
    ]
    assert not missing, f"Draw these in the map of docs/architecture.md: {missing}"


def drawn() -> Iterator[tuple[str, Path | None]]:
    """What the map names, and where it is.

    The map is the fenced block of docs/architecture.md that draws src/madang/: indented like the folders,
    on each line the names first, then, if anything, words about them.
    """
    text = (HOUSE / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = next((block for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) if "src/madang/" in block), "")
    assert block, "docs/architecture.md has no fenced block that draws src/madang/"
    folders: list[tuple[int, Path]] = [(-1, HOUSE)]
    for line in filter(str.strip, block.splitlines()):
        indent = len(line) - len(line.lstrip())
        while folders[-1][0] >= indent:
            folders.pop()
        within = [folders[-1][1]]
        for word in line.split():
            if word in {"·", "…", "+"}:
                continue
            if not re.fullmatch(r"[\w@-]*(\.\w+)+|([\w.@-]+/)+[\w.@-]*|Makefile|LICENSE", word):
                break
            found = next((folder / word for folder in within if (folder / word).exists()), None)
            yield word, found
            if found and found.is_dir():
                within.append(found)
                folders.append((indent, found))


def test_every_link_in_the_docs_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(HOUSE)}: {link}"
        for page in [*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md"), *HOUSE.glob("deploy/**/*.md")]
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if ":" not in link and not (page.parent / link).exists()
    ]
    assert not broken, "These links lead nowhere:\n" + "\n".join(broken)


def test_every_dependency_has_its_reason() -> None:
    page = (HOUSE / "docs/dependencies.md").read_text(encoding="utf-8")
    said = set(re.findall(r"^\| `([^`]+)`", page, re.MULTILINE))
    used = {*python_dependencies(), *web_dependencies()}
    assert not used - said, f"Say in docs/dependencies.md, in a line each, why we need: {sorted(used - said)}"
    assert not said - used, f"docs/dependencies.md explains what we do not use: {sorted(said - used)}"


def python_dependencies() -> set[str]:
    pyproject = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    lists = [
        project["dependencies"],
        *project["optional-dependencies"].values(),
        *pyproject["dependency-groups"].values(),
    ]
    required = [*pyproject["build-system"]["requires"], *(one for some in lists for one in some)]
    return {re.split(r"[\[<>=;\s]", requirement)[0] for requirement in required}


def web_dependencies() -> set[str]:
    return {
        name
        for path in [WEB / "package.json", *WEB.glob("*/package.json")]
        for group in ("dependencies", "devDependencies", "peerDependencies")
        for name in json.loads(path.read_text(encoding="utf-8")).get(group, {})
        if not name.startswith("@madang/")
    }
