"""The structure that the sample promises lies in its rows, and can be measured there."""

from __future__ import annotations

import itertools

import numpy as np

from workbench.data.sample.truth import MIN_OMEN_DISTANCE


def _positions(interactions):
    return np.arange(len(interactions)) - interactions.offsets[interactions.user]


def _entropy(keys: np.ndarray, outcomes: np.ndarray) -> float:
    """Conditional entropy in bits of `outcomes` given `keys`, from counts."""
    _, key = np.unique(keys, return_inverse=True)
    table = np.zeros((key.max() + 1, outcomes.max() + 1))
    np.add.at(table, (key, outcomes), 1)
    totals = table.sum(axis=1, keepdims=True)
    shares = np.divide(table, totals, out=np.zeros_like(table), where=table > 0)
    bits = -np.sum(shares * np.log2(shares, out=np.zeros_like(shares), where=shares > 0), axis=1)
    return float((bits * totals[:, 0]).sum() / totals.sum())


def _outcomes(sample):
    """For each rule event: which crossroads it was, and the sign of the finale that came."""
    item, rows = sample.dataset.interactions.item, sample.truth.rule_rows
    crossroads = np.array([sample.truth.crossroads_items.tolist().index(code) for code in item[rows - 1]])
    places = sample.truth.finales[crossroads] == item[rows][:, None]
    assert (places.sum(axis=1) == 1).all()
    return crossroads, places.argmax(axis=1)


def test_counts_are_as_promised(sample):
    dataset = sample.dataset
    assert len(dataset.items) == 1_000
    assert len(dataset.users) == 800
    assert 55_000 < len(dataset.interactions) < 65_000
    assert set(np.unique(dataset.interactions.value)) == {1.0, 2.0, 3.0, 4.0, 5.0}
    assert dataset.invented
    assert (dataset.name, dataset.source) == ("Invented films", "Built-in sample")


def test_histories_go_forward_in_time_and_never_repeat_a_film(sample):
    data = sample.dataset.interactions
    same_user = data.user[1:] == data.user[:-1]
    assert (np.diff(data.time)[same_user] > 0).all()
    pairs = data.user.astype(np.int64) * data.n_items + data.item
    assert len(np.unique(pairs)) == len(pairs)


def test_no_film_is_watched_before_its_year(sample):
    data = sample.dataset.interactions
    years = np.asarray(sample.dataset.item_table.columns["year"])
    watched = data.time.astype("datetime64[s]").astype("datetime64[Y]").astype(int) + 1970
    assert (years[data.item] <= watched).all()
    assert (watched.min(), watched.max()) == (2022, 2025)


def test_titles_are_unique_and_descriptions_have_two_sentences(sample):
    columns = sample.dataset.item_table.columns
    titles = columns["title"].to_pylist()
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 48
    for text in columns["text"].to_pylist():
        assert text.endswith(".")
        assert text.count(". ") == 1
        assert text[0].isupper()
        assert text[text.index(". ") + 2].isupper()
        assert "{" not in text


def test_series_are_watched_in_order_and_mostly_at_once(sample):
    data, position = sample.dataset.interactions, _positions(sample.dataset.interactions)
    follows, watched_next, watched_part = 0, 0, 0
    for codes in sample.truth.series:
        titles = [sample.dataset.title(code) for code in codes]
        assert titles == [titles[0], *(f"{titles[0]} {part}" for part in ("II", "III")[: len(titles) - 1])]
        for first, second in itertools.pairwise(codes):
            at_first = dict(zip(data.user[data.item == first], position[data.item == first], strict=True))
            at_second = dict(zip(data.user[data.item == second], position[data.item == second], strict=True))
            assert all(user in at_first and at_first[user] < place for user, place in at_second.items())
            watched_part += len(at_first)
            follows += len(at_second)
            watched_next += sum(place == at_first[user] + 1 for user, place in at_second.items())
    assert follows > 0.7 * watched_part
    assert watched_next > 0.8 * follows


def test_a_companion_follows_far_more_often_than_chance(sample):
    data = sample.dataset.interactions
    here, following = data.item[:-1], data.item[1:]
    same_user = data.user[1:] == data.user[:-1]
    has_companion = same_user & (sample.truth.companions[here, 0] >= 0)
    hits = (sample.truth.companions[here] == following[:, None]).any(axis=1)[has_companion]
    assert hits.mean() > 0.15


def test_tastes_drift_from_the_first_favourite_to_the_later_one(sample):
    data, names = sample.dataset.interactions, list(sample.truth.genre_names)
    categories = sample.dataset.item_table.columns["categories"].to_pylist()
    genre = np.array([names.index(row[0]) for row in categories])[data.item]
    late = _positions(data) / np.diff(data.offsets)[data.user] > 0.7
    early = _positions(data) / np.diff(data.offsets)[data.user] < 0.3
    first, second = sample.truth.favourite_genres[data.user].T
    assert (genre == first)[early].mean() > 2 * (genre == first)[late].mean()
    assert (genre == second)[late].mean() > 2 * (genre == second)[early].mean()


def test_popularity_has_a_long_tail_and_some_films_are_cold(sample):
    counts = sample.dataset.interactions.item_counts
    ordered = np.sort(counts)[::-1]
    assert ordered[:100].sum() > 0.25 * counts.sum()
    assert (counts[sample.truth.unseen_items] == 0).all()
    assert len(sample.truth.unseen_items) == 30
    assert counts[sample.truth.hardly_seen_items].max() <= 3
    assert counts[sample.truth.hardly_seen_items].sum() > 0
    warm = np.setdiff1d(np.arange(1_000), np.concatenate((sample.truth.unseen_items, sample.truth.hardly_seen_items)))
    assert counts[warm].min() >= 5


def test_the_latest_omen_decides_which_finale_follows_a_crossroads_film(sample):
    data, rules = sample.dataset.interactions, sample.truth
    signs = dict(zip(rules.omen_items.tolist(), rules.omen_signs.tolist(), strict=True))
    _, happened = _outcomes(sample)
    for row, sign, omen_row, kept, came in zip(
        rules.rule_rows, rules.rule_signs, rules.rule_omen_rows, rules.rule_kept, happened, strict=True
    ):
        before = data.item[data.offsets[data.user[row]] : row - 1].tolist()
        omens = [(place, signs[code]) for place, code in enumerate(before) if code in signs]
        assert omens[-1] == (omen_row - data.offsets[data.user[row]], sign)
        assert (came == sign) == bool(kept)
        assert len(before) - 1 - omens[-1][0] >= MIN_OMEN_DISTANCE
    assert 0.93 < rules.rule_kept.mean() < 0.97
    # Finales and crossroads films occur in no other way.
    assert np.isin(data.item, rules.finales).sum() == len(rules.rule_rows)
    assert np.isin(data.item, rules.crossroads_items).sum() == len(rules.rule_rows)


def test_the_finale_is_certain_with_the_omen_and_a_guess_with_the_last_three_films(sample):
    data, rules = sample.dataset.interactions, sample.truth
    crossroads, came = _outcomes(sample)
    assert _entropy(crossroads, came) > 1.95
    assert _entropy(crossroads * 4 + rules.rule_signs, came) < 0.45

    rare = np.concatenate((rules.omen_items, rules.finales.ravel(), rules.crossroads_items))
    for distance in (2, 3):
        assert not np.isin(data.item[rules.rule_rows - distance], rare).any()
    # A predictor that has counted everything at distances 1 to 3 on half of the viewers, judged on the other half.
    learn = data.user[rules.rule_rows] % 2 == 0
    score = np.zeros((len(came), 4))
    for distance in (1, 2, 3):
        counts = np.zeros((data.n_items, len(sample.truth.crossroads_items), 4))
        context = data.item[rules.rule_rows - distance]
        np.add.at(counts, (context[learn], crossroads[learn], came[learn]), 1)
        score += counts[context, crossroads] / (counts[context, crossroads].sum(axis=1, keepdims=True) + 4)
    right = (score.argmax(axis=1) == came)[~learn].mean()
    assert right < 0.33
    assert (rules.rule_signs == came)[~learn].mean() > 0.9


def test_the_truth_names_the_finale_after_a_crossroads_and_an_omen(sample):
    rules = sample.truth
    crossroads, omen = int(rules.crossroads_items[3]), int(rules.omen_items[4])
    finale = rules.finale_after(crossroads, omen)
    sign = rules.sign_names[rules.omen_signs[4]]
    assert sample.dataset.title(finale) == f"{sample.dataset.title(crossroads)}: The {sign}"
    assert sign in sample.dataset.title(omen)
    assert "Omen" in sample.dataset.item_table.cell("categories", omen)


def test_a_third_of_the_histories_end_with_the_rule_and_a_third_have_it_before_the_last_film(sample):
    ends = sample.dataset.interactions.offsets[1:]
    at_end = np.isin(ends - 1, sample.truth.rule_rows).mean()
    before_end = np.isin(ends - 2, sample.truth.rule_rows).mean()
    assert 0.28 < at_end < 0.39
    assert 0.28 < before_end < 0.39
