"""``textkit process``: themes and summaries of a whole corpus, as tables."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from textkit.cli import options
from textkit.cli.progress import ProgressLine

if TYPE_CHECKING:
    from textkit.corpus.engines import Engine
    from textkit.corpus.processing import Counts
    from textkit.corpus.rows import Fields

__all__ = ["process"]

# An output's suffix → the format that it is written in.
_FORMATS = {".csv": "csv", ".parquet": "parquet", ".sqlite": "sqlite", ".db": "sqlite"}


@click.command(
    epilog="""\b
Examples:
  textkit process archive/ -o results                      a folder of JSON lines
  textkit process archive/ more.zip -o results --format parquet --jobs 2
  textkit process archive/ -o results --partition-by source --partition-by month
  textkit process corpus.csv -o paragraphs.csv --level paragraph --format excel
  textkit process corpus.jsonl -o corpus.sqlite
  textkit process s3://bucket/news -o s3://bucket/results --engine dask \\
      --scheduler tcp://10.0.0.1:8786

An interrupted run goes on where it was when the same command is given again.
"""
)
@options.inputs
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PATH",
    help="A folder or URL for parts, or one file: .jsonl .csv .parquet .sqlite .db",
)
@click.option(
    "--level",
    "levels",
    type=click.Choice(["document", "paragraph", "sentence"]),
    multiple=True,
    help="A row for each of these; may be given again. "
    "[default: document and paragraph; in one file document]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "excel", "parquet", "sqlite"]),
    help="excel is CSV that Excel opens well. [default: by the suffix of -o, else jsonl; "
    "parquet with --partition-by]",
)
@click.option(
    "--partition-by",
    multiple=True,
    metavar="COLUMN",
    help="Write Parquet into folders COLUMN=value: source, place, month, year, …; may be given "
    "again for folders within.",
)
@options.model
@options.max_chars
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Processes of this machine, or a Dask cluster.",
)
@click.option("--jobs", type=int, default=1, show_default=True, help="Processes; -1: one a core.")
@click.option("--scheduler", metavar="URL", help="Dask scheduler, such as tcp://10.0.0.1:8786.")
@click.option(
    "--part-documents",
    type=click.IntRange(min=1),
    default=500,
    show_default=True,
    help="Documents to a part: what an interruption can cost.",
)
@click.option("--restart", is_flag=True, help="Throw away what an earlier run left at -o.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no counts, only errors.")
@options.corpus_fields
def process(
    inputs: tuple[str, ...],
    output: str,
    levels: tuple[str, ...],
    form: str | None,
    partition_by: tuple[str, ...],
    model: str,
    max_chars: int,
    part_documents: int,
    fields: Fields,
    quiet: bool,
    restart: bool,
    **engine: Any,
) -> int:
    """Tag and summarize a corpus into tables, in one pass, and go on after an interruption.

    Files that cannot be read are listed with the reason in an error file beside the results, and
    the run goes on; the exit code is 1 then.
    """
    from textkit.corpus.options import Options
    from textkit.corpus.processing import check_output, is_one_file
    from textkit.corpus.processing import process as process_corpus

    default = "parquet" if partition_by else "jsonl"
    form = form or _FORMATS.get(Path(output).suffix.lower(), default)
    if not levels and is_one_file(output) and form != "sqlite":
        levels = ("document",)
    try:
        chosen = Options(
            levels=tuple(dict.fromkeys(levels)) or Options().levels,  # type: ignore[arg-type]
            format=form,  # type: ignore[arg-type]
            model=model,
            max_chars=max_chars,
            part_documents=part_documents,
            partition_by=tuple(dict.fromkeys(partition_by)),
            fields=fields,
        )
        check_output(output, chosen)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    signal.signal(signal.SIGTERM, _interrupt)
    line = None if quiet else ProgressLine()
    try:
        counts = process_corpus(
            inputs, output, chosen, engine=_engine(**engine), restart=restart, progress=line
        )
    except KeyboardInterrupt:
        if line:
            line.close()
        if not quiet:
            click.echo("textkit: what is finished is kept; the same command goes on", err=True)
        raise click.Abort from None
    finally:
        if line:
            line.close()
    if not quiet:
        click.echo("textkit: " + _wording(counts), err=True)
    if counts.failed:
        where = Path(output)
        beside = where.with_name(f"{where.stem}.errors.jsonl")
        place = (
            f"the table errors of {output}"
            if form == "sqlite"
            else beside
            if is_one_file(output)
            else f"{output}/errors.jsonl"
        )
        click.echo(f"textkit: {counts.failed:,} inputs could not be read: see {place}", err=True)
    return 1 if counts.failed else 0


def _engine(engine: str, jobs: int, scheduler: str | None) -> Engine:
    from textkit.corpus.dask_cluster import Dask
    from textkit.corpus.engines import Pool, Serial

    if jobs == 0 or jobs < -1:
        raise click.UsageError(f"--jobs is {jobs}, expected 1 or more, or -1 for one a core")
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is for --engine dask")
    if engine == "dask":
        return Dask(scheduler, jobs)
    return Serial() if jobs == 1 else Pool(jobs)


def _wording(counts: Counts) -> str:
    words = [f"{counts.documents:,} documents"]
    if counts.resumed:
        words.append(f"{counts.resumed:,} of them from an earlier run")
    words.append(f"{counts.failed:,} failed")
    if counts.duplicates:
        words.append(f"{counts.duplicates:,} repeat an earlier one")
    if counts.others:
        listed = ", ".join(f"{suffix} {n:,}" for suffix, n in list(counts.others.items())[:6])
        words.append(f"files of other kinds left out: {listed}")
    return "; ".join(words)


def _interrupt(*_: object) -> None:
    """Treat the signal that a reboot sends as Ctrl-C."""
    sys.stderr.flush()
    raise KeyboardInterrupt
