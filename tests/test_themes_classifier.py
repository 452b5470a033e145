"""The classifier as scikit-learn's machinery meets it."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import parametrize_with_checks
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from textkit import ThemeClassifier

Labelled = tuple[list[str], list[list[str]]]
THEMES = ["c", "e", "g", "r"]


@pytest.fixture(scope="module")
def one_label(labelled: Labelled) -> tuple[list[str], list[str]]:
    rows = [(text, codes[0]) for text, codes in zip(*labelled, strict=True) if len(codes) == 1]
    return [text for text, _ in rows], [code for _, code in rows]


class OnNumbers(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Writes rows of numbers as texts, for scikit-learn's checks know nothing else.

    A number becomes a character for each step of its column's scale that it reaches.
    """

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> OnNumbers:
        X, y = validate_data(self, X, y, ensure_min_samples=2)
        check_classification_targets(y)
        self.steps_ = np.quantile(X, np.linspace(0, 1, 12), axis=0)
        self.classifier_ = ThemeClassifier(cv=2, smooth=0.0).fit(self._texts(X), y, sample_weight)
        self.classes_ = self.classifier_.classes_
        return self

    def _texts(self, X: Any) -> list[str]:
        reached = X[:, None, :] >= self.steps_
        return [
            "、".join(chr(0x4E00 + 40 * j + i) for i, j in np.argwhere(row).tolist())
            for row in reached
        ]

    def _seen(self, X: Any) -> Any:
        check_is_fitted(self)
        return self.classifier_, self._texts(validate_data(self, X, reset=False))

    def predict(self, X: Any) -> Any:
        classifier, texts = self._seen(X)
        return classifier.predict(texts)

    def predict_proba(self, X: Any) -> Any:
        classifier, texts = self._seen(X)
        return classifier.predict_proba(texts)

    def decision_function(self, X: Any) -> Any:
        classifier, texts = self._seen(X)
        return classifier.decision_function(texts)


@parametrize_with_checks(
    [OnNumbers()],
    expected_failed_checks=lambda _: {
        "check_sample_weight_equivalence_on_dense_data": (
            "weights move the regression; document frequencies, folds and calibration count texts"
        ),
    },
)
def test_scikit_learn_checks(estimator: Any, check: Any) -> None:
    check(estimator)


def test_multi_label_from_lists_and_from_an_array_are_one(labelled: Labelled) -> None:
    texts, labels = labelled
    array = np.array([[float(theme in row) for theme in THEMES] for row in labels])
    by_list, by_array = (ThemeClassifier(cv=2).fit(texts, y) for y in (labels, array))
    assert by_list.classes_.tolist() == THEMES
    assert by_array.classes_.tolist() == [0, 1, 2, 3]
    np.testing.assert_array_equal(by_list.predict_proba(texts), by_array.predict_proba(texts))
    predicted = by_list.predict(texts)
    assert predicted.shape == (len(texts), 4)
    assert (predicted == array).mean() > 0.97
    np.testing.assert_array_equal(by_list.decision_function(texts) >= 0, predicted == 1)


def test_unknown_cells_teach_nothing(labelled: Labelled) -> None:
    texts, labels = labelled
    y = np.array([[float(theme in row) for theme in THEMES] for row in labels])
    y[::2, 0] = np.nan
    flipped = y.copy()
    masked = ThemeClassifier(cv=2).fit(texts, y)
    assert not np.isnan(masked.predict_proba(texts)).any()
    flipped[::2, 0] = 1
    other = ThemeClassifier(cv=2).fit(texts, flipped)
    rest = slice(1, 4)  # the weights of the other themes do not move
    np.testing.assert_array_equal(masked.model_.weights[rest], other.model_.weights[rest])
    assert (masked.model_.weights[0] != other.model_.weights[0]).any()


def test_exclusive(one_label: tuple[list[str], list[str]]) -> None:
    texts, labels = one_label
    classifier = ThemeClassifier(cv=2).fit(texts, labels)
    p = classifier.predict_proba(texts)
    assert p.sum(axis=1) == pytest.approx(np.ones(len(texts)))
    assert (classifier.predict(texts) == classifier.classes_[p.argmax(1)]).all()
    assert (classifier.decision_function(texts).argmax(1) == p.argmax(1)).all()
    assert classifier.score(texts, labels) > 0.97
    assert cross_val_score(ThemeClassifier(cv=2), texts, labels, cv=3).mean() > 0.7


def test_two_exclusive_classes(one_label: tuple[list[str], list[str]]) -> None:
    texts, labels = one_label
    y = np.array([label == "e" for label in labels])
    classifier = ThemeClassifier(cv=2).fit(texts, y)
    assert classifier.classes_.tolist() == [False, True]
    decision = classifier.decision_function(texts)
    np.testing.assert_array_equal(decision > 0, classifier.predict(texts))
    np.testing.assert_array_equal(decision > 0, classifier.predict_proba(texts)[:, 1] > 0.5)


def test_a_heavier_text_pulls_more(one_label: tuple[list[str], list[str]]) -> None:
    texts, labels = one_label
    y = np.array([label == "e" for label in labels])
    at = int(np.flatnonzero(y)[0])
    weight = np.ones(len(texts))
    weight[at] = 20
    light, heavy = (
        ThemeClassifier(cv=2).fit(texts, y, w).decision_function([texts[at]])[0]
        for w in (np.ones(len(texts)), weight)
    )
    assert heavy > light


def test_unit_weights_are_no_weights(labelled: Labelled) -> None:
    texts, labels = labelled
    one, other = (ThemeClassifier(cv=2).fit(texts, labels, w) for w in (None, np.ones(len(texts))))
    np.testing.assert_array_equal(one.predict_proba(texts), other.predict_proba(texts))


def test_groups_stay_together(labelled: Labelled) -> None:
    texts, labels = labelled
    twice = ThemeClassifier(cv=3).fit(texts * 2, labels * 2, groups=[*range(len(texts))] * 2)
    half = len(texts)
    # A text and its twin are held out together, so the same models score both.
    np.testing.assert_allclose(
        twice.out_of_fold_[:half], twice.out_of_fold_[half:], rtol=0, atol=1e-12
    )
    leaking = ThemeClassifier(cv=3).fit(texts * 2, labels * 2)
    yes = np.array([[theme in row for theme in THEMES] for row in labels * 2])
    assert log_loss(yes, leaking.out_of_fold_) < log_loss(yes, twice.out_of_fold_) - 0.01


def log_loss(yes: Any, p: Any) -> float:
    return float(-np.log(np.where(yes, p, 1 - p)).mean())


def test_only_chosen_texts_calibrate(labelled: Labelled) -> None:
    texts, labels = labelled
    some = np.arange(len(texts)) % 2 == 0
    whole, half = (ThemeClassifier(cv=2).fit(texts, labels, calibrate=c) for c in (None, some))
    np.testing.assert_array_equal(whole.model_.weights, half.model_.weights)
    assert (whole.model_.stack != half.model_.stack).any()


def test_thresholds_are_of_the_texts_that_judge(labelled: Labelled) -> None:
    texts, labels = labelled
    some = np.arange(len(texts)) % 3 == 0
    whole, judged = (ThemeClassifier(cv=2).fit(texts, labels, judge=j).model_ for j in (None, some))
    np.testing.assert_array_equal(whole.stack, judged.stack)
    assert (whole.thresholds != judged.thresholds).all()


def test_the_same_twice(labelled: Labelled) -> None:
    texts, labels = labelled
    one, two = (ThemeClassifier(cv=3).fit(texts, labels) for _ in range(2))
    np.testing.assert_array_equal(one.predict_proba(texts), two.predict_proba(texts))
    np.testing.assert_array_equal(one.out_of_fold_, two.out_of_fold_)


def test_clone_and_pickle(labelled: Labelled) -> None:
    texts, labels = labelled
    classifier = ThemeClassifier(C=2.0, cv=2).fit(texts, labels)
    copy = clone(classifier)
    assert copy.get_params() == classifier.get_params()
    assert not hasattr(copy, "model_")
    again = pickle.loads(pickle.dumps(classifier))
    np.testing.assert_array_equal(again.predict_proba(texts), classifier.predict_proba(texts))


def test_grid_search_in_a_pipeline(labelled: Labelled) -> None:
    texts, labels = labelled
    y = np.array([[int(theme in row) for theme in THEMES] for row in labels])
    strip = FunctionTransformer(lambda texts: [text.strip() for text in texts])
    search = GridSearchCV(
        make_pipeline(strip, ThemeClassifier(cv=2)),
        {"themeclassifier__C": [0.001, 4.0]},
        scoring="f1_macro",
        cv=2,
    ).fit(texts, y)
    assert search.best_params_ == {"themeclassifier__C": 4.0}
    assert search.predict(texts[:3]).shape == (3, 4)


@pytest.mark.parametrize("container", [list, tuple, np.array, lambda t: np.array(t, object)])
def test_texts_in_any_sequence(labelled: Labelled, container: Any) -> None:
    texts, labels = labelled
    classifier = ThemeClassifier(cv=2).fit(container(texts[:90]), labels[:90])
    expected = classifier.predict_proba(texts[90:])
    np.testing.assert_array_equal(classifier.predict_proba(container(texts[90:])), expected)


def test_odd_texts_can_be_learned_from() -> None:
    texts = ["", " ", "\ud83d", "煤矿复工。", "植树，造林。", "𠮷" * 50] * 6
    labels = ["无", "无", "无", "能源", "生态", "无"] * 6
    classifier = ThemeClassifier(cv=2).fit(texts, labels)
    assert set(classifier.predict(texts)) <= {"无", "能源", "生态"}
    assert classifier.predict(["煤矿复工。"]).tolist() == ["能源"]


@pytest.mark.parametrize(
    ("texts", "labels", "options", "error", "says"),
    [
        (["煤", "水"], ["能源"], {}, ValueError, "2 texts and 1 labels"),
        (["煤", "水"], ["能源", "能源"], {}, ValueError, "at least 2"),
        ("煤水", ["能源", "生态"], {}, TypeError, "one str"),
        (["煤", None], ["能源", "生态"], {}, TypeError, "NoneType"),
        (["煤", "水"], ["能源", "生态"], {"sample_weight": [1]}, ValueError, "sample_weight"),
        (["煤", "水"], ["能源", "生态"], {"calibrate": [True]}, ValueError, "calibrate"),
        (["煤", "水"], ["能源", "生态"], {"groups": ["甲"]}, ValueError, "groups"),
        (["煤", "水"], ["能源", "生态"], {"groups": ["甲", "甲"]}, ValueError, "one group"),
    ],
)
def test_wrong_input(
    texts: Any, labels: Any, options: Any, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        ThemeClassifier(cv=2).fit(texts, labels, **options)


def test_not_fitted() -> None:
    for method in ("predict", "predict_proba", "decision_function", "to_model"):
        with pytest.raises(NotFittedError):
            getattr(ThemeClassifier(), method)(*([] if method == "to_model" else [["煤"]]))


def test_names(labelled: Labelled) -> None:
    classifier = ThemeClassifier(cv=2).fit(*labelled)
    names = {"ecology": "生态", "energy": "能源", "governance": "治理", "rural": "乡村振兴"}
    assert classifier.to_model(names).names == names
    with pytest.raises(ValueError, match="1 names for 4"):
        classifier.to_model({"energy": "能源"})
