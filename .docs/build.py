"""Write the API reference into ``site/`` from the docstrings; a warning is an error.

usage: python .docs/build.py    (needs the dependency group ``docs``)
"""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from pathlib import Path

import pdoc

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
# What users import; everything else is how it is made.
MODULES = ("textkit", "textkit.errors", "textkit.labels", "textkit.report")


def main() -> None:
    """Build the pages and make sure that every public name is told on one."""
    sys.path.insert(0, str(ROOT))
    warnings.simplefilter("error")
    pdoc.render.configure(
        docformat="numpy", footer_text="textkit", show_source=False, search=True, math=False
    )
    for name in MODULES:
        module = import_module(name)
        for member in module.__all__:  # names that load at first use, which pdoc would not see
            setattr(module, member, getattr(module, member))
    pdoc.pdoc(*MODULES, output_directory=SITE)
    for name in MODULES:
        told = pdoc.doc.Module.from_name(name).members.values()
        page = (SITE / f"{name.replace('.', '/')}.html").read_text(encoding="utf-8")
        untold = [
            member.fullname
            for member in told
            if not member.docstring or f'id="{member.name}"' not in page
        ]
        if untold:
            raise SystemExit(f"no documentation of {', '.join(untold)}")
    print(f"{SITE.relative_to(ROOT)}/: {', '.join(MODULES)}")


if __name__ == "__main__":
    main()
