package io.tributary.demo.evaluate.pacing;

import java.util.PriorityQueue;

/** Plays one day through a method: requests, heartbeats, and exposures that come in late. */
final class Replay {
    /** Heartbeats a day. */
    static final int BEATS = 1000;

    private final DayStream day;
    private final Method method;
    private final Watcher watcher;
    private final Outcome outcome;
    private final PriorityQueue<Arrival> late = new PriorityQueue<>();
    private long sequence;
    private int beats;

    /** Looks on at every beat. */
    interface Watcher {
        Watcher NOBODY = (beat, shown) -> {};

        /** @param shown exposures of each merchant until now, known or not */
        void beat(int beat, long[] shown);
    }

    private record Arrival(long time, long sequence, int merchant, long decidedAt) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            return time == other.time ? Long.compare(sequence, other.sequence) : Long.compare(time, other.time);
        }
    }

    private Replay(Market market, DayStream day, Method method, Watcher watcher) {
        this.day = day;
        this.method = method;
        this.watcher = watcher;
        outcome = new Outcome(market, day);
    }

    /** The method's day; it must have been started. */
    static Outcome run(Market market, DayStream day, Method method, Watcher watcher) {
        return new Replay(market, day, method, watcher).run();
    }

    private Outcome run() {
        for (int request = 0; request < day.requests(); request++) {
            advance(day.time(request), request);
            choose(request);
        }
        advance(day.start() + DayStream.MILLIS, day.requests());
        arriveUntil(Long.MAX_VALUE);
        outcome.close(method);
        return outcome;
    }

    private void advance(long time, int requests) {
        while (beats < BEATS && beatTime(beats + 1) <= time) {
            long now = beatTime(beats + 1);
            arriveUntil(now);
            beats++;
            method.beat(now, requests);
            watcher.beat(beats, outcome.shown());
        }
        arriveUntil(time);
    }

    private long beatTime(int beat) {
        return day.start() + DayStream.MILLIS * beat / BEATS;
    }

    private void arriveUntil(long time) {
        while (!late.isEmpty() && late.peek().time <= time) {
            Arrival arrival = late.poll();
            method.arrived(arrival.merchant, arrival.decidedAt, arrival.time);
        }
    }

    private void choose(int request) {
        long now = day.time(request);
        method.request(now);
        double best = 0;
        int winner = -1;
        for (int c = day.firstCandidate(request); c < day.firstCandidate(request + 1); c++) {
            double score = method.score(day.merchant(c), day.value(c));
            if (score > best) {
                best = score;
                winner = c;
            }
        }
        if (winner < 0) {
            return;
        }
        int merchant = day.merchant(winner);
        method.decided(merchant, now);
        if (day.isLost(request)) {
            return;
        }
        outcome.shown(merchant, day.value(winner), now - day.start());
        if (day.delay(request) == 0) {
            method.arrived(merchant, now, now);
        } else {
            late.add(new Arrival(now + day.delay(request), sequence++, merchant, now));
        }
    }
}
