"""Datasets of JSON lines written by hand in their publishers' true form."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any


def lines(path: Path, objects: list[dict[str, Any]], *, literal: bool = False, packed: bool = False) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join((repr(found) if literal else json.dumps(found)) + "\n" for found in objects)
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    return path


def amazon_2014(folder: Path) -> Path:
    reviews = [
        {
            "reviewerID": user, "asin": item, "reviewerName": "J. M.", "helpful": [2, 3], "reviewText": "It, \"works\"",
            "overall": value, "summary": "Fine", "unixReviewTime": time, "reviewTime": "09 13, 2009",
        }
        for user, item, value, time in [
            ("A2SUAM1J3GNN3B", "0000013714", 5.0, 1252800000),
            ("A2SUAM1J3GNN3B", "B000JFCXYW", 3.0, 1252800100),
            ("A1KLRMWW2FWPL4", "0000013714", 4.0, 1297468800),
        ]
    ]  # fmt: skip
    lines(folder / "reviews_Tools_5.json.gz", reviews, packed=True)
    meta = [
        {
            "asin": "0000013714", "title": "Girls' \"Tutu\"", "price": 3.17, "imUrl": "http://example.org/a.jpg",
            "related": {"also_bought": ["B00JHONN1S"]}, "brand": "Coxlures", "description": "A tutu",
            "categories": [["Sports", "Dance"], ["Sports", "Ballet"]],
        },
        {"asin": "B000JFCXYW", "categories": [["Tools"]]},
    ]  # fmt: skip
    lines(folder / "meta_Tools.json.gz", meta, literal=True, packed=True)
    return folder


def amazon_2018(folder: Path) -> Path:
    reviews = [
        {
            "image": ["https://example.org/1.jpg"], "overall": 5, "vote": "2", "verified": True,
            "reviewTime": "01 1, 2018", "reviewerID": "AUI6WTTT0QZYS", "asin": "5120053084",
            "style": {"Size:": "Large"}, "reviewerName": "Abbey",
            "reviewText": "I now have 4", "summary": "Comfy", "unixReviewTime": 1514764800,
        },
        {
            "overall": 4.0, "verified": False, "reviewerID": "AUI6WTTT0QZYS", "asin": "B01HJCN1EI",
            "unixReviewTime": 1514764801,
        },
    ]  # fmt: skip
    lines(folder / "Office_Products.json", reviews)
    meta = {
        "category": ["Office", "Paper"], "description": ["Two", "texts"], "title": "Paper", "brand": "Inc",
        "rank": ["1"], "price": "$9.99", "asin": "B01HJCN1EI", "details": {},
    }  # fmt: skip
    lines(folder / "meta_Office_Products.json", [meta])
    return folder


def amazon_2023(folder: Path) -> Path:
    reviews = [
        {
            "rating": 4.0, "title": "Such a lovely scent", "text": "A must", "images": [], "asin": "B00YQ6X8EO",
            "parent_asin": "B00YQ6X8E0", "user_id": "AGKHLEW2SOWHNMFQIJGBECAF7INQ", "timestamp": 1588687728923 + n,
            "helpful_vote": 0, "verified_purchase": True,
        }
        for n in range(3)
    ]  # fmt: skip
    lines(folder / "All_Beauty.jsonl", reviews)
    meta = {
        "main_category": "All Beauty", "title": "Howard Balm", "average_rating": 4.8, "rating_number": 10,
        "features": [], "description": ["Soft"], "price": None, "images": [{"thumb": "x", "large": "y"}],
        "store": "Howard", "categories": ["Beauty", "Care"], "details": {"UPC": "6"}, "parent_asin": "B00YQ6X8E0",
    }  # fmt: skip
    lines(folder / "meta_All_Beauty.jsonl", [meta])
    return folder


def yelp(folder: Path) -> Path:
    reviews = [
        {
            "review_id": f"r{n}", "user_id": user, "business_id": shop, "stars": 4.0, "useful": 0, "funny": 0,
            "text": "Nice,\nreally", "date": f"2018-07-07 22:09:1{n}",
        }
        for n, (user, shop) in enumerate([("mh_-eMZ6K5RLWhZ", "XQfwVwDr-v0ZS3"), ("OyoGAe7", "7ATYjTIg")])
    ]  # fmt: skip
    lines(folder / "yelp_academic_dataset_review.json", reviews)
    shop = {
        "business_id": "7ATYjTIg", "name": "Café Zoë", "city": "Philadelphia", "state": "PA", "stars": 4.5,
        "review_count": 7, "attributes": {"WiFi": "u'free'"}, "categories": "Coffee & Tea, Food", "hours": None,
    }  # fmt: skip
    lines(folder / "yelp_academic_dataset_business.json", [shop])
    person = {"user_id": "OyoGAe7", "name": "Daniel", "review_count": 43, "yelping_since": "2009-01-25", "fans": 1}
    lines(folder / "yelp_academic_dataset_user.json", [person])
    return folder


def steam_reviews(folder: Path) -> Path:
    reviews = [
        {
            "username": "Chaos",
            "hours": 0.1,
            "products": 41,
            "product_id": "725280",
            "date": "2017-12-17",
            "text": "yes",
        },
        {
            "username": "Ariman1",
            "hours": 13,
            "products": 1386,
            "product_id": "328100",
            "date": "2017-08-02",
            "text": "no",
        },
        {"username": "bad", "hours": 1.0, "product_id": "328100", "date": "some day"},
    ]
    lines(folder / "steam_reviews.json.gz", reviews, literal=True, packed=True)
    games = [
        {"publisher": "K", "genres": ["Action", "Indie"], "app_name": "Lost Summoner", "id": "328100", "price": 4.99,
         "release_date": "2018-01-04", "tags": ["Strategy"]},
    ]  # fmt: skip
    lines(folder / "steam_games.json.gz", games, literal=True, packed=True)
    return folder


def steam_libraries(path: Path) -> Path:
    people = [
        {
            "user_id": "76561197970982479", "items_count": 2, "steam_id": "76561197970982479", "user_url": "x",
            "items": [
                {"item_id": "10", "item_name": "Counter-Strike", "playtime_forever": 6, "playtime_2weeks": 0},
                {"item_id": "20", "item_name": "Team's Fortress", "playtime_forever": 0, "playtime_2weeks": 0},
            ],
        },
        {"user_id": "js41637", "items_count": 0, "steam_id": "1", "user_url": "y", "items": []},
        {"user_id": "evcentric", "items": [{"item_id": "10", "item_name": "Counter-Strike", "playtime_forever": 9}]},
    ]  # fmt: skip
    return lines(path, people, literal=True, packed=path.name.endswith(".gz"))


def steam_opinions(path: Path) -> Path:
    people = [
        {
            "user_id": "76561197970982479",
            "reviews": [
                {
                    "funny": "",
                    "posted": "Posted November 5, 2011.",
                    "item_id": "1250",
                    "recommend": True,
                    "review": "a",
                },
                {"funny": "", "posted": "Posted July 15, 2011.", "item_id": "22200", "recommend": False, "review": "b"},
            ],
        }
    ]
    return lines(path, people, literal=True)


def otto(path: Path) -> Path:
    sessions = [
        {"session": 7, "events": [
            {"aid": 1517085, "ts": 1659304800025, "type": "clicks"},
            {"aid": 1517085, "ts": 1659304900025, "type": "carts"},
        ]},
        {"session": 8, "events": [{"aid": 3, "ts": 1659304700999, "type": "orders"}]},
    ]  # fmt: skip
    return lines(path, sessions)


def spotify(folder: Path) -> Path:
    """Write two slices, indented as Spotify's are."""
    folder.mkdir(parents=True, exist_ok=True)
    for start, tracks in ((0, ["a", "b"]), (1000, ["b", "c"])):
        playlist = {
            "name": "Throwbacks", "collaborative": "false", "pid": start, "modified_at": 1493424000, "num_tracks": 2,
            "num_followers": 1, "num_edits": 6,
            "tracks": [
                {
                    "pos": n, "artist_name": f"Artist {t}", "track_uri": f"spotify:track:{t}", "artist_uri": "x",
                    "track_name": f"Song {t}", "album_uri": "y", "duration_ms": 226863, "album_name": "Z",
                }
                for n, t in enumerate(tracks)
            ],
        }  # fmt: skip
        slice_ = {"info": {"generated_on": "2017-12-03", "slice": f"{start}-{start + 999}"}, "playlists": [playlist]}
        (folder / f"mpd.slice.{start}-{start + 999}.json").write_text(json.dumps(slice_, indent=4))
    return folder
