package io.tributary.demo.evaluate.pacing;

import java.util.function.LongToDoubleFunction;

/**
 * A way to choose. All get the same feedback: a heartbeat, what they decided, and what reached them of it. A day follows
 * the other, and what was learnt stays.
 */
interface Method {
    String name();

    /** A day begins. */
    void startDay(Morning morning);

    /**
     * What is known in the morning.
     *
     * @param start milliseconds
     * @param schedule forecast part of the day's traffic until a time, 0..1
     * @param requests forecast of the day's requests
     */
    record Morning(long start, LongToDoubleFunction schedule, double requests) {}

    /**
     * The heartbeat, a thousand a day.
     *
     * @param requests of the day until now
     */
    void beat(long time, long requests);

    /** A request comes; its candidates are scored next. */
    default void request(long time) {}

    /** What a candidate is worth to the method; the highest above 0 is shown. Called once for every candidate. */
    double score(int merchant, double value);

    /** The merchant was chosen. */
    void decided(int merchant, long time);

    /** What was decided then has been shown, and is known now. */
    void arrived(int merchant, long decidedAt, long now);

    /** The merchant's grant now, exposures. */
    long grant(int merchant);

    /** The merchant's price, in units of value, for the plot; not a number where there is none. */
    default double price(int merchant) {
        return Double.NaN;
    }
}
