"""The cases of the conformance files; reference.py gives the answers."""
import json
import os
import random

import reference

T = 1_790_000_000_000  # the service's time
ORIGIN = 777_000  # the host's own milliseconds begin anywhere


def part(programme="p", **more):
    return {
        "directiveId": "d-" + programme,
        "programmeId": programme,
        "surfaces": ["FEED"],
        "need": 1.0,
        "multiplier": 1.5,
        "additive": 0.2,
        "maxMultiplier": 2.0,
        "maxAdditive": 1.0,
        "holdout": {"from": 0, "to": 100},
        "admitProbability": 1.0,
        "safeUntil": 0,
        **more,
    }


def items_of(categories=(), tags=(), days=0):
    return {"categories": list(categories), "itemTags": list(tags), "listedWithinDays": days}


def item(category="", tags=(), listed=None):
    return {"category": category, "tags": list(tags), "listedAt": listed}


def on(strength=0.5, programme="p", active=True):
    return {"programmeId": programme, "active": active, "strength": strength}


class Case:
    def __init__(self, name, says, silence=30_000):
        self.at = ORIGIN
        self.number = 0
        self.case = {"name": name, "says": says, "silenceMillis": silence, "steps": []}

    def step(self, **what):
        self.case["steps"].append({"at": self.at, **what})
        return self

    def wait(self, millis):
        self.at += millis
        return self

    def beat(self, *programmes, time=None, live=True, stopped=(), answered=0, lagging=(), interval=1_000):
        self.number += 1
        beat = {
            "number": self.number,
            "time": T + self.at - ORIGIN if time is None else time,
            "intervalMillis": interval,
            "programmes": list(programmes),
            "stopped": list(stopped),
            "answeredTime": answered,
            "lagging": [{"task": t, "answeredTime": a} for t, a in lagging],
        }
        return self.step(beat=beat, live=live)

    def direct(self, *boosts, merchant="m", life=300_000, task=-1):
        value = {"expiresAt": T + self.at - ORIGIN + life, "task": task, "boosts": list(boosts)}
        return self.step(directive={"merchant": merchant, "value": value})

    def withdraw(self, merchant="m"):
        return self.step(directive={"merchant": merchant, "value": None})

    def stop(self, scope, kind="STOP"):
        return self.step(control={"scope": scope, "value": {"scope": scope, "kind": kind}})

    def lift(self, scope):
        return self.step(control={"scope": scope, "value": None})

    def ask(self, merchant="m", surface="FEED", bucket=500, **more):
        return self.step(boost={"merchant": merchant, "surface": surface, "bucket": bucket, **more})

    def age(self):
        return self.step(staleness=True)


def begun(name, says, *boosts):
    return Case(name, says).beat(on()).direct(*(boosts or (part(),)))


def rules():
    yield begun("live directive", "Multiplier 1 + strength * need, the additive part in the same shape.").ask().ask(merchant="n").ask(surface="SEARCH").ask(surface="UNKNOWN")
    yield begun("buckets", "The holdout is from (inclusive) to (exclusive); a request without a bucket is not boosted.").ask(bucket=0).ask(bucket=99).ask(bucket=100).ask(bucket=999).ask(bucket=-1).direct(part(holdout={"from": 0, "to": 0})).ask(bucket=0).ask(bucket=-1).direct(part(holdout={"from": 0, "to": 1000})).ask(bucket=999)
    yield begun("expiry", "From expiresAt on there is no boost.").direct(part(), life=2_000).wait(1_999).ask().wait(1).ask()
    yield begun("tombstone", "A directive of null withdraws; a newer one replaces.").withdraw().ask().direct(part("q")).ask().withdraw("n").ask()
    yield begun("strength", "The strength of the newest beat counts, within the limits.").beat(on(0.8)).ask().beat(on(50)).ask().beat(on(0)).ask().direct(part(maxAdditive=0.25)).beat(on(50)).ask().direct(part(additive=-1.0, maxMultiplier=0.5)).ask()
    yield begun("additive only", "A directive issued at multiplier 1 keeps its additive part; with no multiplier it counts, too.").direct(part(multiplier=1.0, need=0.0)).ask().direct(part(multiplier=1.0, need=0.0, additive=0.0)).ask().direct(part(multiplier=1.0, need=0.0, additive=3.0, maxAdditive=0.4)).ask()
    yield begun("programmes of a beat", "Not active: none. Carried once and no more: over. Never carried: as issued.").beat(on(active=False)).ask().beat(on()).ask().beat().ask().beat().ask().direct(part("new", multiplier=1.25)).ask().beat(on(-1)).ask().beat(on(0.7)).ask()
    several = begun("several programmes", "The largest that the request allows; the first of equals.", part(), part("q"))
    several.beat(on(), on(0.7, "q")).ask().beat(on(0.9), on(0.7, "q")).ask().beat(on(), on(0.5, "q")).ask()
    several.direct(part(), part("q", additive=0.3)).ask().direct(part(), part("q", holdout={"from": 400, "to": 600})).beat(on(), on(0.7, "q")).ask().ask(bucket=700)
    several.stop("programme:q").ask(bucket=700).lift("programme:q").ask(bucket=700).direct(part(), part("q", surfaces=["SEARCH", "LIVE"])).ask().ask(surface="SEARCH").ask(surface="LIVE")
    yield several
    scopes = begun("kill switch", "ALL, a surface, a programme, a merchant; of a kind that is not known: everything. Lifted by null.")
    for scope in ("ALL", "surface:FEED", "programme:p", "merchant:m", "region:510000", "all", ""):
        scopes.stop(scope).ask().lift(scope).ask()
    for scope in ("surface:SEARCH", "surface:HOLOGRAM", "programme:q", "merchant:n", "programme:", "merchant:m2"):
        scopes.stop(scope).ask().lift(scope)
    yield scopes
    yield begun("surface not known", "A surface that is not known is UNKNOWN.", part(surfaces=["UNKNOWN"])).ask(surface="UNKNOWN").stop("surface:HOLOGRAM").ask(surface="UNKNOWN").ask()
    yield begun("kinds of control", "A kind that is not known stops; CLOCK stops nothing, and lifts a stop of its scope.").stop("merchant:m", "UNKNOWN").ask().lift("merchant:m").stop("CLOCK", "CLOCK").ask().stop("ALL").ask().stop("ALL", "CLOCK").ask()
    yield begun("stops of a beat", "What a beat names counts until the next; controls count beside it.").beat(on(), stopped=["programme:p"]).ask().beat(on()).ask().stop("surface:FEED").beat(on(), stopped=["merchant:x"]).ask().lift("surface:FEED").ask()
    fruit = begun("categories of items", "A scope is for the items that it names; an item of which nothing is known is none.", part(scope=items_of(["fruit", "水果"])))
    fruit.ask().ask(item=None).ask(item=item()).ask(item=item("fruit")).ask(item=item("水果", ["new"], T)).ask(item=item("phone cases")).ask(item=item("Fruit"))
    yield fruit
    tagged = begun("tags of items", "One of the tags will do.", part(scope=items_of(tags=["organic", "local"])))
    yield tagged.ask().ask(item=item()).ask(item=item(tags=["new"])).ask(item=item(tags=["new", "local"])).ask(item=item("fruit", ["organic", "local"]))
    day = 86_400_000
    new = begun("new items", "Listed less than so many times 24 hours ago, by the service's time; not where it is not known.", part(scope=items_of(days=30)))
    new.ask(item=item()).ask(item=item(listed=T)).ask(item=item(listed=T + 5)).ask(item=item(listed=T - 30 * day)).ask(item=item(listed=T - 30 * day + 1)).wait(1).ask(item=item(listed=T - 30 * day + 1))
    yield new
    yield begun("all of a scope", "All that a scope gives is to be true.", part(scope=items_of(["fruit"], ["organic"], 7))).ask(item=item("fruit", ["organic"], T)).ask(item=item("fruit", ["organic"])).ask(item=item("fruit", [], T)).ask(item=item("", ["organic"], T)).direct(part(scope=items_of())).ask().ask(item=item())
    beside = begun("a scope beside none", "The largest of those that are for the item.", part(scope=items_of(["fruit"]), need=1.5), part("q"))
    yield beside.beat(on(), on(0.5, "q")).ask(item=item("fruit")).ask(item=item("phone cases")).ask()
    yield begun("without personalisation", "Only what says so is for requests of buyers who turned personalisation off.", part(withoutPersonalisation=False), part("q", need=0.5)).beat(on(), on(0.5, "q")).ask().ask(personalised=False).direct(part(withoutPersonalisation=False)).ask(personalised=False).ask(personalised=True)
    yield begun("advertisements", "What a merchant pays for says so.", part(advertisement=True), part("q", need=0.5)).beat(on(), on(0.5, "q")).ask().stop("programme:p").ask()


def clocks():
    yield begun("silence", "Counted from the arrival of the last live beat: 30 s and not a millisecond more.").wait(30_000).ask().age().wait(1).ask().age().beat(on()).ask().age()
    yield Case("before the first beat", "No beat, no boost.").direct(part()).ask().age()
    yield Case("old beats", "A beat that may be old says what is in force, not that the service lives.").direct(part()).beat(on(), live=False).ask().age().wait(1_000).beat(on(0.7)).ask().wait(29_000).beat(on(0.9), live=False).ask().age().wait(1_001).ask().age()
    for skew in (-3_600_000, -31_000, 31_000, 3_600_000, 31_536_000_000):
        yield (
            Case("service %+d ms" % skew, "Time is the last live beat's and the host's own since it arrived.")
            .beat(on(), time=T + skew)
            .step(directive={"merchant": "m", "value": {"expiresAt": T + skew + 20_000, "task": -1, "boosts": [part()]}})
            .ask().wait(19_999).ask().wait(1).ask().age().beat(on(), time=T + skew + 19_000).ask().wait(1_000).ask()
        )
    yield begun("starting over", "A feed that starts over knows nothing.").step(clear=True).ask().age().direct(part("new")).ask().beat(on()).ask().beat(on(), live=False).withdraw().ask()
    yield Case("short silence", "The silence is a setting.", silence=1_500).beat(on()).direct(part()).wait(1_500).ask().wait(1).ask()


def tasks():
    lag = Case("task that lags", "A directive holds while its task keeps up: 3 beats of at least 1 s; or until it is safe.")
    lag.direct(part(), part("q", safeUntil=T + 6_000, need=0.4), task=3)
    lag.beat(on(), on(0.5, "q"), answered=T).ask().wait(3_000).ask().wait(1).ask().wait(2_998).ask().wait(1).ask()
    lag.beat(on(), on(0.5, "q"), answered=T + 6_000 - 999).ask()
    lag.beat(on(), on(0.5, "q"), answered=T + 6_000, lagging=[(2, T), (3, T + 2_900), (7, 0)]).ask()
    lag.beat(on(), on(0.5, "q"), answered=T + 6_000, lagging=[(3, T + 3_000)]).ask().wait(1).ask()
    lag.beat(on(), on(0.5, "q"), answered=T + 6_000, lagging=[(2, 0), (7, 0)]).ask()
    lag.beat(on(), on(0.5, "q"), answered=T + 6_000, lagging=[(3, 0)]).ask()
    lag.beat(on(), on(0.5, "q"), answered=0, lagging=[(3, 0)]).ask()
    yield lag
    yield Case("no task", "Without a number no lag is known.").direct(part(), task=-1).beat(on(), answered=T - 100_000).ask()
    yield Case("task 0", "Numbers begin at 0.").direct(part(), task=0).beat(on(), answered=T - 100_000).ask().beat(on(), answered=T, lagging=[(0, T - 2_999)]).ask().wait(1).ask().wait(1).ask()
    yield Case("slow beats", "3 beats are as long as the beats.").direct(part(), task=1).beat(on(), answered=T, interval=5_000).wait(15_000).ask().wait(1).ask().beat(on(), answered=T + 14_501, interval=100).ask().wait(2_501).ask()
    yield Case("lag and old beats", "An old beat's lag grows with the service's time.").direct(part(), task=1).beat(on(), answered=T).wait(10_000).beat(on(), time=T + 2_000, live=False, answered=T + 2_000).ask().beat(on(), answered=T + 10_000).ask()


def admission():
    for probability in (0.0, 0.0004, 0.001, 0.25, 0.5, 0.9995, 1.0):
        case = Case("admit %s" % probability, "The same buckets on every host: draw(directiveId, bucket) < 1000 * admitProbability.")
        case.beat(on()).direct(part(directiveId="newcomer~1k2~7~商户𝄞", admitProbability=probability, holdout={"from": 0, "to": 0}))
        for bucket in range(0, 1000, 37):
            case.ask(bucket=bucket)
        yield case


def ranks():
    case = Case("ranking", "Scores of 0 and more are multiplied, those below divided; then added to. Ties keep the order by score, then that given.")
    case.beat(on()).direct(part(), merchant="a").direct(part("q", multiplier=1.0, additive=0.5), merchant="b")
    rng = random.Random(5)
    for size in (1, 2, 5, 12):
        for page in (1, 3):
            candidates = [
                {"item": "i%d" % i, "merchant": rng.choice("abcd"), "score": rng.choice([rng.uniform(-2, 2), 0.0, 1.0, -1.0])}
                for i in range(size)
            ]
            case.step(rank={"surface": "FEED", "bucket": rng.choice([50, 500]), "pageSize": page, "candidates": candidates})
    case.direct(part(scope=items_of(["fruit"])), merchant="c")
    facts = [item("fruit"), None, item("phone cases"), item("fruit")]
    case.step(rank={"surface": "FEED", "bucket": 500, "pageSize": 2, "candidates": [
        {"item": "i%d" % i, "merchant": "c", "score": 1.0 - i / 10, "facts": each} for i, each in enumerate(facts)]})
    yield case
    case = Case("shares of a page", "Of a programme with a share only so many items keep their boost, the best boosted ones.")
    case.beat(on(), on(programme="q")).direct(part(shareOfPage=0.3), merchant="a").direct(part(shareOfPage=0.3), merchant="b")
    case.direct(part("q", shareOfPage=0.05), merchant="c").direct(part("q"), merchant="d")
    for page in (3, 4, 10, 20):
        for size in (4, 12):
            candidates = [
                {"item": "i%d" % i, "merchant": "abcd"[i % 4], "score": rng.choice([rng.uniform(-1, 2), 0.5])} for i in range(size)
            ]
            case.step(rank={"surface": "FEED", "bucket": 500, "pageSize": page, "candidates": candidates})
    yield case


def at_random(seed):
    rng = random.Random(seed)
    case = Case("random %d" % seed, "Anything in any order.", silence=rng.choice([3_000, 30_000, 30_000]))
    programmes, merchants = ["p", "q", "r"], ["m", "n"]
    def boost():
        low = rng.choice([0, 0, 0, 400])
        return part(
            rng.choice(programmes),
            directiveId="d~%d" % rng.randrange(5),
            surfaces=rng.choice([["FEED"], ["FEED", "SEARCH"], reference.SURFACES, ["LIVE"]]),
            need=rng.choice([0.0, 0.5, 1.0, 6.6]),
            multiplier=rng.choice([0.5, 1.0, 1.5, 3.0]),
            additive=rng.choice([-0.1, 0.0, 0.2]),
            maxMultiplier=rng.choice([0.5, 2.0, 2.0, 5.0]),
            maxAdditive=rng.choice([0.0, 0.1, 1.0]),
            holdout={"from": low, "to": low + 100},
            admitProbability=rng.choice([0.0, 0.5, 1.0, 1.0, 1.0]),
            safeUntil=rng.choice([0, T + case.at - ORIGIN + rng.randint(-3_000, 6_000)]),
        )

    scopes = ["ALL", "surface:FEED", "surface:X", "programme:p", "programme:q", "merchant:m", "odd:1"]
    for _ in range(50):
        case.wait(rng.choice([0, 1, 500, 1_000]))
        for _ in range(rng.choice([1, 1, 2])):
            kind = rng.randrange(12)
            time = T + case.at - ORIGIN
            if kind < 4:
                case.beat(
                    *[on(rng.choice([-1, 0, 0.3, 0.5, 0.5, 2.0]), p, rng.random() < 0.95) for p in programmes if rng.random() < 0.8],
                    time=time + rng.choice([0, 0, -1_500, 700]),
                    live=rng.random() < 0.85,
                    stopped=rng.sample(scopes, rng.choice([0, 0, 0, 0, 0, 1])),
                    answered=rng.choice([0, time, time - 2_500]),
                    lagging=[(t, rng.choice([0, time - 2_000])) for t in range(3) if rng.random() < 0.3],
                    interval=rng.choice([100, 1_000, 3_000]),
                )
            elif kind < 9:
                case.direct(*[boost() for _ in range(rng.randint(1, 3))], merchant=rng.choice(merchants), life=rng.choice([500, 5_000, 300_000]), task=rng.choice([-1, 0, 3]))
            elif kind == 9 and rng.random() < 0.4:
                case.withdraw(rng.choice(merchants))
            elif kind == 10:
                scope = rng.choice(scopes)
                case.stop(scope, rng.choice(["STOP", "CLOCK"])).ask().lift(scope)
            elif rng.random() < 0.05:
                case.step(clear=True)
        for _ in range(2):
            case.ask(rng.choice(merchants), rng.choice(["FEED", "FEED", "SEARCH"]), rng.choice([99, 100, 450, 500, 700, 999]))
    return case


def functions():
    rng = random.Random(1)
    keys = ["21", "foobar", "a-little-bit-long-string", "a-little-bit-longer-string", "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", "abc", "a", "ab", "abcd", "merchant-000017", "商户-7", "𝄞", "ÿþ"]
    return reference.functions({
        "partition": [{"key": k, "partitions": n} for k in keys for n in (1, 4, 12)],
        "draw": [{"directiveId": d, "bucket": b} for d in ("", "d", "newcomer~1k2~7", "商户~𝄞", "x" * 100) for b in (0, 1, 500, 999)],
        "discount": [{"elasticity": e, "shown": s, "meanShown": m} for e in (0.0, 1.0, 2.8) for s in (0.0, 0.1, 9.0) for m in (0.0, 0.1, 5.0)],
        "trim": [{"rate": r, "decisions": d, "lost": l, "ahead": a} for r in (-1.0, 0.0, 0.02) for d in (0.0, 100.0) for l in (0.0, 2.0, 50.0) for a in (0.0, 1000.0)],
    })


def write(folder):
    os.makedirs(folder, exist_ok=True)
    files = {
        "boosts": rules(), "clocks": clocks(), "tasks": tasks(), "admission": admission(), "ranking": ranks(),
        "random": (at_random(seed) for seed in range(8)),
    }
    for name, cases in files.items():
        played = []
        for case in cases:
            reference.play(case.case, True)
            played.append(case.case)
        save(folder, name, played)
    save(folder, "functions", functions())


def save(folder, name, content):
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
        if isinstance(content, dict):
            lines = [
                ' "%s": [\n%s\n ]' % (key, ",\n".join("  " + json.dumps(each, ensure_ascii=False) for each in rows))
                for key, rows in content.items()
            ]
            file.write("{\n" + ",\n".join(lines) + "\n}\n")
        else:
            cases = []
            for case in content:
                head = json.dumps({k: v for k, v in case.items() if k != "steps"}, ensure_ascii=False)[:-1]
                steps = ",\n".join("   " + json.dumps(step, ensure_ascii=False) for step in case["steps"])
                cases.append(head + ', "steps": [\n' + steps + "\n  ]}")
            file.write("[\n" + ",\n".join(" " + case for case in cases) + "\n]\n")
