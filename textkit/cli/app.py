"""The group of commands; one is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

import textkit

__all__ = ["app"]

# In the order of the road; each is the function of its own name in the module of its own name.
_COMMANDS = (
    "demo",
    "read",
    "tag",
    "summarize",
    "keywords",
    "report",
    "process",
    "statistics",
    "train",
    "evaluate",
    "suggest",
    "models",
)


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        # click suggests what it holds: for a name that is none of ours it must hold them all.
        for name in [cmd_name] if cmd_name in _COMMANDS else _COMMANDS:
            if name not in self.commands:
                self.add_command(getattr(import_module(f"textkit.cli.{name}"), name))
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  textkit demo
  textkit summarize seeds/articles/*.txt
  textkit tag page.html --format json
  textkit tag corpus.jsonl --as paragraph -o tags.jsonl
  textkit report page.html -o report.html
  textkit read page.html | less
  textkit process archive/ -o results --jobs 2

\b
Shell completion (bash; also zsh_source, fish_source):
  eval "$(_TEXTKIT_COMPLETE=bash_source textkit)"
""",
)
@click.version_option(textkit.__version__, "-V", "--version", message="textkit %(version)s")
def app() -> None:
    """Read, tag and summarize Chinese local-government news.

    Every quote points into its source. Commands take files, folders, globs or - (standard input);
    a .jsonl file is a corpus, a JSON object a line.
    """
