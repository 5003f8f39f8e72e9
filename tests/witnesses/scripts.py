"""JavaScript run outside the project: in Node, and in a real browser with no network."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def node(script: str, call: str, data: Any) -> Any:
    """What `call`, an expression over `data`, gives after the script has run in Node."""
    program = shutil.which("node")
    assert program, "Node is not installed"
    with TemporaryDirectory() as folder:
        given, whole = Path(folder) / "data.json", Path(folder) / "script.cjs"
        given.write_text(json.dumps(data))
        read = f"JSON.parse(require('fs').readFileSync({json.dumps(str(given))}, 'utf8'))"
        whole.write_text(
            f"{script}\nconst data = {read};\nprocess.stdout.write(JSON.stringify({call}));\n"
        )
        done = subprocess.run(
            [program, str(whole)], capture_output=True, text=True, timeout=300, check=False
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


@contextmanager
def browser() -> Iterator[Callable[..., AbstractContextManager[Page]]]:
    """Chromium, started once; gives what opens a page in it from disk with the network off.

    A page that is opened fails, as it is left, on any error or request that it made.
    """
    with TemporaryDirectory() as folder, sync_playwright() as play:
        started = play.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)

        @contextmanager
        def opened(html: str, width: int = 1280, asked: str = "") -> Iterator[Page]:
            path = Path(folder) / "page.html"
            path.write_text(html, encoding="utf-8")
            context = started.new_context(offline=True, viewport={"width": width, "height": 900})
            page = context.new_page()
            wrong: list[str] = []
            page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("request", lambda r: None if r.url.startswith("file:") else wrong.append(r.url))
            page.goto(path.as_uri() + asked)
            yield page
            context.close()
            assert not wrong, wrong

        yield opened
        started.close()


@contextmanager
def chromium(html: str) -> Iterator[Page]:
    """One page open in a Chromium of its own; fails on any error or request."""
    with browser() as opened, opened(html) as page:
        yield page
