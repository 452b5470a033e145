from __future__ import annotations

import subprocess
import sys

import textkit

HEAVY = "jieba", "rjieba", "snownlp", "sklearn", "scipy", "numpy", "joblib"


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_all_is_exact_and_importable() -> None:
    assert sorted(textkit.__all__) == sorted(textkit._HOMES)
    for name in textkit.__all__:
        assert getattr(textkit, name).__name__ == name


def test_unknown_name() -> None:
    assert not hasattr(textkit, "sumarize")


def test_import_is_light() -> None:
    code = f"import sys, textkit; print([m for m in {HEAVY} if m in sys.modules])"
    assert run(code) == "[]"


def test_inference_needs_neither_sklearn_nor_snownlp() -> None:
    code = (
        "import sys, textkit\n"
        "document = textkit.Document.from_text('全县新建光伏电站12座。年发电量3.6亿千瓦时。')\n"
        "textkit.tag(document), textkit.summarize(document)\n"
        "print([m for m in ('sklearn', 'snownlp') if m in sys.modules])"
    )
    assert run(code) == "[]"
