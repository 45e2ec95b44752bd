package io.tributary.domain.pool;

import java.util.Optional;

/** What this process knows of the brokers' clock. Safe to be asked by any thread. */
public interface BrokerClock {
    /** For where beats follow events: no time passes, and no broker answers. */
    BrokerClock NONE = new BrokerClock() {
        @Override
        public long steady() {
            return 0;
        }

        @Override
        public Optional<Answer> answer() {
            return Optional.empty();
        }
    };

    /** The clock that only goes forward by which answers are told, milliseconds. */
    long steady();

    /** What brokers have answered lately; empty when they answered nothing. */
    Optional<Answer> answer();

    /**
     * What brokers answered.
     *
     * @param at when the last answer came, by the clock that only goes forward, milliseconds
     * @param bounds null when brokers put no time of theirs on records
     */
    record Answer(long at, BrokerBounds bounds) {}
}
