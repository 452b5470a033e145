"""How far a run over documents is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Progress"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Parameters
    ----------
    documents, failed : int
        So far, with those of an earlier run.
    resumed : int
        How many of both an earlier run had done.
    share : float or None
        Of the bytes of all sources, in [0, 1]; None where their sum is not known.
    resumed_share : float
        Share that an earlier run had done.
    """

    documents: int
    failed: int
    resumed: int = 0
    share: float | None = None
    resumed_share: float = 0.0
