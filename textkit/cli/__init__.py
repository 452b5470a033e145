"""The command line: the only place that prints or exits."""

from __future__ import annotations

import os
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit: 0 done, 1 an error (one line on stderr), 2 wrong usage."""
    import click

    from textkit.cli.app import app
    from textkit.cli.output import complain
    from textkit.errors import TextkitError

    try:
        status = app.main(prog_name="textkit", standalone_mode=False)
    except click.UsageError as error:
        command = f"{error.ctx.command_path} " if error.ctx else "textkit "
        complain(f"{error.format_message()} (see {command}--help)")
        status = 2
    except click.Abort:
        complain("interrupted")
        status = 130
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except TextkitError as error:
        complain(str(error))
        status = 1
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        status = 1
    sys.exit(status or 0)
