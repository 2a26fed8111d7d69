import yaml

from benchmarks.front_matter import document

FRONT = {
    "title": 'Tarn: "no" - #1',
    "lead": 9,
    "empty": None,
    "none": [],
    "regions": ["norvik", "ilmar-coast"],
    "claims": [
        {"id": "a", "figure": {"n": 3, "unit": "people", "of": None, "approx": True}},
        {"id": "b", "quote": "it's ours", "status": [{"on": "2014-01-02", "is": "refuted"}]},
    ],
}


def test_a_document_says_what_it_was_given_and_leaves_out_what_is_empty() -> None:
    _, front, body = document(FRONT, "The text.\n").split("---\n")
    assert body == "\nThe text.\n"
    assert yaml.load(front, yaml.BaseLoader) == {
        "title": 'Tarn: "no" - #1',
        "lead": "9",
        "regions": ["norvik", "ilmar-coast"],
        "claims": [
            {"id": "a", "figure": {"n": "3", "unit": "people", "approx": "true"}},
            {"id": "b", "quote": "it's ours", "status": [{"on": "2014-01-02", "is": "refuted"}]},
        ],
    }
