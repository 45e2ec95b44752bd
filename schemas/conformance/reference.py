#!/usr/bin/env python3
"""CONTRACT.md in Python, apart from the Java that services embed, and the conformance files made with it.

  reference.py check [FOLDER]   plays the files against this implementation
  reference.py write [FOLDER]   writes them anew
"""
import json
import math
import os
import random
import sys

MASK = (1 << 64) - 1
HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "../src/main/resources/io/tributary/schemas/conformance")
SURFACES = ["UNKNOWN", "FEED", "SEARCH", "LIVE", "SHORT_VIDEO", "CHANNEL"]


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def draw(directive_id, bucket):
    units = directive_id.encode("utf-16-le")
    h = 1125899906842597
    for i in range(0, len(units), 2):
        h = (31 * h + units[i] + 256 * units[i + 1]) & MASK
    return mix((mix(h) + bucket) & MASK) % 1000


def murmur2(data):
    m = 0x5BD1E995
    h = 0x9747B28C ^ len(data)
    for i in range(0, len(data) // 4 * 4, 4):
        k = int.from_bytes(data[i : i + 4], "little") * m & 0xFFFFFFFF
        k = (k ^ (k >> 24)) * m & 0xFFFFFFFF
        h = (h * m & 0xFFFFFFFF) ^ k
    rest = data[len(data) // 4 * 4 :]
    if rest:
        h = (h ^ int.from_bytes(rest, "little")) * m & 0xFFFFFFFF
    h = (h ^ (h >> 13)) * m & 0xFFFFFFFF
    return h ^ (h >> 15)


def partition(key, partitions):
    return (murmur2(key.encode("utf-8")) & 0x7FFFFFFF) % partitions


class Table:
    def __init__(self, silence):
        self.silence = silence
        self.clear()

    def clear(self):
        self.directives, self.controls, self.strengths = {}, set(), {}
        self.beat, self.live = None, None

    def take(self, step):
        if "clear" in step:
            self.clear()
        if "directive" in step:
            self.put(self.directives, step["directive"]["merchant"], step["directive"]["value"])
        if "control" in step:
            value = step["control"]["value"]
            stops = value is not None and value["kind"] != "CLOCK"
            (self.controls.add if stops else self.controls.discard)(step["control"]["scope"])
        if "beat" in step:
            self.beat = step["beat"]
            self.strengths = {programme: None for programme in self.strengths}
            for each in self.beat["programmes"]:
                on = each["active"] and each["strength"] >= 0
                self.strengths[each["programmeId"]] = each["strength"] if on else None
            if step["live"]:
                self.live = (self.beat["time"], step["at"])

    @staticmethod
    def put(table, key, value):
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value

    def stopped(self, kind, name=None):
        for scope in self.controls | set(self.beat["stopped"]):
            known = [k for k in ("programme:", "merchant:", "surface:") if scope.startswith(k)]
            if not known:
                if kind == "all":
                    return True
            elif known[0] == kind:
                named = scope[len(kind) :]
                if kind == "surface:" and named not in SURFACES:
                    named = "UNKNOWN"
                if named == name:
                    return True
        return False

    def keeps_up(self, task, now):
        answered = self.beat["answeredTime"]
        if answered <= 0 or task < 0:
            return True
        for lag in self.beat["lagging"]:
            if lag["task"] == task:
                answered = lag["answeredTime"]
        since = self.beat["time"] - answered + max(0, now - self.beat["time"])
        return since <= 3 * max(1000, self.beat["intervalMillis"])

    @staticmethod
    def covers(scope, item, now):
        if scope is None:
            return True
        if item is None:
            return False
        days, listed = scope["listedWithinDays"], item["listedAt"]
        return (
            (not scope["categories"] or item["category"] in scope["categories"])
            and (not scope["itemTags"] or any(tag in scope["itemTags"] for tag in item["tags"]))
            and (days == 0 or listed is not None and now - listed < days * 86_400_000)
        )

    def boost(self, at, merchant, surface, bucket, item=None, personalised=True):
        directive = self.directives.get(merchant)
        if directive is None or bucket < 0 or self.live is None or at - self.live[1] > self.silence:
            return None
        now = self.live[0] + at - self.live[1]
        if now >= directive["expiresAt"] or self.stopped("all"):
            return None
        if self.stopped("surface:", surface) or self.stopped("merchant:", merchant):
            return None
        keeps_up = self.keeps_up(directive["task"], now)
        best, best_m, best_a = None, 1.0, 0.0
        for part in directive["boosts"]:
            programme = part["programmeId"]
            known = programme in self.strengths
            if known and self.strengths[programme] is None or self.stopped("programme:", programme):
                continue
            if not keeps_up and now >= part["safeUntil"]:
                continue
            held_out = part["holdout"]["from"] <= bucket < part["holdout"]["to"]
            if surface not in part["surfaces"] or held_out:
                continue
            if not personalised and not part.get("withoutPersonalisation", True):
                continue
            if not self.covers(part.get("scope"), item, now):
                continue
            share = part["admitProbability"] * 1000
            if share < 1000 and draw(part["directiveId"], bucket) >= share:
                continue
            m = 1 + self.strengths[programme] * part["need"] if known else part["multiplier"]
            m = max(1.0, min(m, part["maxMultiplier"]))
            a = part["additive"]
            if part["multiplier"] > 1:
                a = a * (m - 1) / (part["multiplier"] - 1)
            a = max(0.0, min(a, part["maxAdditive"]))
            if m > best_m or (m == best_m and a > best_a):
                best, best_m, best_a = part, m, a
        if best is None:
            return None
        return {
            "multiplier": best_m,
            "additive": best_a,
            "directiveId": best["directiveId"],
            "programmeId": best["programmeId"],
            "advertisement": best.get("advertisement", False),
            "shareOfPage": best.get("shareOfPage", 1.0),
        }

    def staleness(self, at):
        if self.live is None:
            return {"ageMillis": None, "silent": True}
        age = at - self.live[1]
        return {"ageMillis": age, "silent": age > self.silence}

    def rank(self, at, question):
        items = question["candidates"]
        base = sorted(range(len(items)), key=lambda i: -items[i]["score"])
        scored = []
        for place, i in enumerate(base):
            applied = self.boost(at, items[i]["merchant"], question["surface"], question["bucket"], items[i].get("facts"))
            m, a = (applied["multiplier"], applied["additive"]) if applied else (1.0, 0.0)
            score = items[i]["score"]
            scored.append([items[i], (score * m if score >= 0 else score / m) + a, place, applied])
        scored.sort(key=lambda each: -each[1])
        size = question["pageSize"]
        kept = {}
        for each in scored:
            applied = each[3]
            if applied and applied["shareOfPage"] < 1:
                programme = applied["programmeId"]
                kept[programme] = kept.get(programme, 0) + 1
                if kept[programme] > math.floor(applied["shareOfPage"] * size + 1e-9):
                    each[1], each[3] = each[0]["score"], None
        scored.sort(key=lambda each: (-each[1], each[2]))
        off = [x[0]["score"] for at_, x in enumerate(scored) if x[2] < size <= at_]
        mean = sum(off) / len(off) if off else 0.0
        return [
            {
                "item": x[0]["item"],
                "score": x[1],
                "baseRank": x[2],
                "finalRank": place,
                "directiveId": x[3]["directiveId"] if x[3] else None,
                "relevanceLoss": mean - x[0]["score"] if place < size <= x[2] else 0.0,
            }
            for place, x in enumerate(scored)
        ]


def discount(elasticity, shown, mean_shown):
    fall = elasticity * math.log((1 + shown) / (1 + mean_shown))
    return math.exp(-max(-1.0, min(2.0, fall)))


def trim(rate, decisions, lost, ahead):
    if rate <= 0:
        return 1.0
    off = (rate * decisions - lost) / (rate * (ahead + 10))
    return math.exp(max(-0.7, min(0.7, off)))


def answer(table, step):
    """What is expected of a step that asks, else None."""
    if "boost" in step:
        q = step["boost"]
        return table.boost(step["at"], q["merchant"], q["surface"], q["bucket"], q.get("item"), q.get("personalised", True))
    if "rank" in step:
        return table.rank(step["at"], step["rank"])
    if "staleness" in step:
        return table.staleness(step["at"])
    table.take(step)
    return None


def asks(step):
    return any(kind in step for kind in ("boost", "rank", "staleness"))


def play(case, write):
    table = Table(case["silenceMillis"])
    for number, step in enumerate(case["steps"]):
        given = answer(table, step)
        if asks(step):
            if write:
                step["expect"] = given
            elif not same(step["expect"], given):
                sys.exit("%s, step %d: expected %s, got %s" % (case["name"], number, step["expect"], given))


def same(a, b):
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, (int, float)) and not isinstance(a, bool) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-9 * max(1, abs(a))
    return a == b


def check(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            content = json.load(file)
        if name == "functions.json":
            assert same(content, functions(content)), name
        else:
            for case in content:
                play(case, False)
        print(name, "agrees")


def functions(given):
    """The file with every result computed."""
    out = {
        "partition": [dict(x, hash=murmur2(x["key"].encode()), partition=partition(x["key"], x["partitions"])) for x in given["partition"]],
        "draw": [dict(x, draw=draw(x["directiveId"], x["bucket"])) for x in given["draw"]],
        "discount": [dict(x, factor=discount(x["elasticity"], x["shown"], x["meanShown"])) for x in given["discount"]],
        "trim": [dict(x, factor=trim(x["rate"], x["decisions"], x["lost"], x["ahead"])) for x in given["trim"]],
    }
    return out


if __name__ == "__main__":
    folder = sys.argv[2] if len(sys.argv) > 2 else FOLDER
    if sys.argv[1:2] == ["check"]:
        check(folder)
    elif sys.argv[1:2] == ["write"]:
        sys.path.insert(0, HERE)
        import cases

        cases.write(folder)
    else:
        sys.exit(__doc__)
