"""How we speak to MongoDB, unless its URI says it otherwise."""

from lectern.shared import mongo


def test_what_the_uri_says_holds() -> None:
    ours = mongo.unsaid("mongodb://127.0.0.1/lectern?replicaSet=lectern")
    assert ours["w"] == "majority"
    # Both together are how long a silent server is waited for.
    assert ours["heartbeatFrequencyMS"] + ours["connectTimeoutMS"] <= 2_000
    told = mongo.unsaid("mongodb://127.0.0.1/lectern?connectTimeoutMS=9000&socketTimeoutMS=100")
    assert ours.keys() - told.keys() == {"connectTimeoutMS", "socketTimeoutMS"}
