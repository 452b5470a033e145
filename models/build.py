"""Train the models that ship: ``python models/build.py [themes] [ranker] [words]``.

Reads ``seeds/`` and the labelled data in ``../shared/gold`` beside the checkout, writes
``models/``. The same data and library versions give the same files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

# One thread, so that sums are added in one order and the files come out the same.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

from build_ranker import build_ranker
from build_themes import build_themes
from build_words import build_words

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
GOLD = HERE.parent.parent / "shared" / "gold"
BUILDERS = {"themes": build_themes, "ranker": build_ranker, "words": build_words}


def digest(path: Path) -> str:
    """Return the rows and the SHA-256 of a data file, as the cards say them."""
    data = path.read_bytes()
    n_rows = data.count(b"\n")
    return f"{n_rows} rows, sha256 {hashlib.sha256(data).hexdigest()[:16]}…"


def main() -> None:
    """Build the models that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="*", metavar="MODEL", help=f"of {', '.join(BUILDERS)}")
    wanted = parser.parse_args().models or list(BUILDERS)
    unknown = set(wanted) - set(BUILDERS)
    if unknown:
        parser.error(f"no model {', '.join(sorted(unknown))}; there are {', '.join(BUILDERS)}")
    if not GOLD.is_dir():
        sys.exit(f"build.py: no labelled data at {GOLD}; the models are trained on it")
    facts = {
        "created": date.today().isoformat(),
        "versions": {
            "Python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "scipy", "scikit-learn", "joblib")},
        },
    }
    for name in wanted:
        BUILDERS[name](GOLD, SEEDS, HERE / f"{name}.joblib", json.loads(json.dumps(facts)), digest)


if __name__ == "__main__":
    main()
