"""The Chromium that the browser tests drive: `python -m tests.chromium` exits with 1 where there is none."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHTS_OWN = "ms-playwright/chromium-*/chrome-*/chrome"


def find_chromium() -> str | None:
    """WULI_CHROMIUM, else one on the path, else one that `playwright install` has brought; else None."""
    named = os.environ.get("WULI_CHROMIUM")
    on_path = (shutil.which(name) for name in ([named] if named else NAMES))
    own = (str(path) for path in sorted((Path.home() / ".cache").glob(PLAYWRIGHTS_OWN), reverse=True))
    return next((path for path in on_path if path), None) or (None if named else next(own, None))


if __name__ == "__main__":
    sys.exit(0 if find_chromium() else 1)
