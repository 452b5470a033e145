"""``textkit demo``: the whole road on an article that ships, with no file at hand."""

from __future__ import annotations

from pathlib import Path

import click

import textkit
from textkit.atomic import atomic_write
from textkit.cli import options
from textkit.report.wording import Language

__all__ = ["articles", "demo"]

_SAYS = {
    "zh": ("摘要", "主题", "报告已写入 {}，用浏览器打开即可。"),
    "en": ("Summary", "Themes", "The report is in {}; open it in a browser."),
}


@click.command(epilog="Example: textkit demo --open")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default="textkit-demo.html",
    show_default=True,
    help="The HTML file to write.",
)
@options.language
@click.option("--open", "opens", is_flag=True, help="Open the report in the browser.")
@options.no_color
def demo(output: Path, language: Language, opens: bool) -> None:
    """Read, summarize and tag an article that ships with textkit, and write its report."""
    from textkit.report import document_report
    from textkit.themes.tagging import theme_model

    document = textkit.read(articles()[0])
    order = list(theme_model().themes)
    names = theme_model().names
    summary, themes, done = _SAYS[language]
    style = options.style()
    shares = [
        style.theme(order.index(theme), f"{names[theme]} {share:.0%}")
        for theme, share in textkit.tag(document).shares.items()
    ]
    with atomic_write(output) as file:
        file.write(document_report(document, language=language).encode())
    click.echo(style.strong(style.paragraph(document.title or "")), color=style.is_coloured)
    click.echo(f"\n{style.soft(summary)}")
    for sentence in textkit.summarize(document).sentences:
        click.echo(style.paragraph(sentence.text))
    click.echo(f"\n{style.soft(themes)}\n{'  '.join(shares)}")
    click.echo("\n" + done.format(output))
    if opens:
        import webbrowser

        webbrowser.open(output.absolute().as_uri())


def articles() -> list[Path]:
    """Return the articles that ship."""
    package = Path(__file__).parents[1]
    installed = package / "_articles"  # where the wheel puts them; a checkout has them in seeds/
    folder = installed if installed.is_dir() else package.parent / "seeds" / "articles"
    return sorted(folder.glob("*.txt"))
