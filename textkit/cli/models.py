"""``textkit models``: what ships, and what a model file says of itself."""

from __future__ import annotations

import click

__all__ = ["models"]


@click.command(epilog="Example: textkit models my.joblib")
@click.argument("paths", metavar="[MODEL]...", nargs=-1)
def models(paths: tuple[str, ...]) -> int:
    """List the models that ship and what they scored; or show the cards of those named."""
    from textkit.models import load, shipped, shipped_names

    if paths:
        click.echo("\n".join(load(path).card.to_markdown() for path in paths))
        return 0
    for name in shipped_names():
        card = load(name).card
        size = shipped(name).stat().st_size / 2**20
        click.echo(f"{name}  ({size:.1f} MB, {card.created})\n  {card.title}")
        for measure, value in card.scores.items():
            click.echo(f"  {value:.3f}  {measure}")
    return 0
