package io.tributary.bench.latency;

/** From what until what is measured. */
enum Way {
    /** A profile with an opt-out is decided when it is read: only the commit lies between it and its tombstone. */
    STOP("opt-out sent -> tombstone on boost-directives readable", false),
    /** A charge is booked by the visit that decides the merchant's directive, in the same transaction. */
    CHARGE("charged impression sent -> its ledger entry readable (and the directive that reflects it)", true),
    /** The pool's word to the report that follows it. */
    BEAT("beat's time -> pool report readable: what follows the wait for the beat", false),
    /** An impression of a minute that is over opens that merchant's minute, which the next beat publishes. */
    METRIC("impression of a past minute sent -> its row on conversion-metrics readable", true),
    /** All merchants' minutes, each at its moment in the spread. */
    MINUTE("minute's end -> each of its rows on conversion-metrics readable, metrics.spread.ms included", true);

    private final String title;
    private final boolean beat;

    Way(String title, boolean beat) {
        this.title = title;
        this.beat = beat;
    }

    String title() {
        return title;
    }

    /** Whether the wait for the next beat is part of it. */
    boolean hasBeat() {
        return beat;
    }
}
