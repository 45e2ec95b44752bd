package io.tributary.app.run;

import io.tributary.app.config.Settings;
import io.tributary.schemas.fault.Waits;
import java.time.Duration;
import java.util.List;

/**
 * Why an instance whose roles run may still not be doing its work. Running is not enough: an instance that is cut off from the
 * brokers, or to which no beat comes, goes on to be RUNNING for Kafka Streams while it decides nothing.
 *
 * <pre>
 *   a thread waits for something that is away?            yes:    "waiting for schema-registry since ..."
 *   a heartbeat reached the group's coordinator lately?  no:     "no contact with the brokers"
 *   beats come by the wall clock, and concern tasks here? no:     ready
 *   the first beat was answered?                          no:     "waits for the first beat"
 *   every task answered one lately, the pool sent one?    no:     "no beat"
 * </pre>
 *
 * @param beats whether a beat is due within a known time, which is so with the wall clock only
 * @param intervalMillis between two beats
 * @param sessionMillis after which the group gives up a silent instance
 */
record Readiness(boolean beats, long intervalMillis, long sessionMillis) {
    /** Missed beats that are one pause too many. */
    static final int SILENT_BEATS = 10;
    /** Shortest silence that says something, milliseconds: a rebalance takes some of it. */
    static final long SHORTEST_SILENCE = 10_000;
    /** A wait that is shorter, such as for a second answer about a schema that nobody knows, is no news. */
    static final Duration LONGEST_HICCUP = Duration.ofSeconds(5);

    static Readiness of(Settings settings) {
        return new Readiness(
                !settings.beat().eventClock(),
                settings.beat().intervalMillis(),
                settings.streams().sessionTimeoutMillis());
    }

    /** Longest that an instance may go without a beat. */
    Duration longestBeatSilence() {
        return Duration.ofMillis(Math.max(SHORTEST_SILENCE, SILENT_BEATS * intervalMillis));
    }

    /** Longest that an instance may go without a heartbeat to the brokers. */
    Duration longestBrokerSilence() {
        return Duration.ofMillis(Math.max(SHORTEST_SILENCE, 2 * sessionMillis));
    }

    /** What a thread has been waiting for too long to be a hiccup, and since when; empty when none has. */
    static String awaited(Waits waits) {
        List<Waits.Wait> waiting = waits.now();
        boolean isNews = !waiting.isEmpty() && waiting.get(0).lasted().compareTo(LONGEST_HICCUP) > 0;
        return isNews ? waiting.get(0).toString() : "";
    }

    /**
     * What is missing, in a sentence with the remedy; empty when nothing is.
     *
     * @param brokerSilence since the last heartbeat of a stream thread
     */
    String missing(Duration brokerSilence, MeterObserver seen) {
        if (brokerSilence.compareTo(longestBrokerSilence()) > 0) {
            return "no contact with the brokers for " + brokerSilence.toSeconds()
                    + " s: check bootstrap.servers, the network and the brokers";
        }
        Duration silence = beats ? seen.beatSilence() : null;
        if (silence == null) {
            return "";
        }
        if (seen.awaitsFirstBeat()) {
            return "waits for the first beat: an instance with the role pool has to run";
        }
        return silence.compareTo(longestBeatSilence()) <= 0
                ? ""
                : "no beat for " + silence.toSeconds()
                        + " s: check that an instance with the role pool runs and reaches the brokers";
    }
}
