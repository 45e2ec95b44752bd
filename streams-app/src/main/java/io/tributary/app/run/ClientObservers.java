package io.tributary.app.run;

/**
 * What looks on as clients send and receive.
 *
 * @param traces follow records; null for none
 * @param clock learns the brokers' time; null for none
 */
record ClientObservers(RecordTraces traces, ClockSkew clock) {
    static final ClientObservers NONE = new ClientObservers(null, null);

    /** Those that know nothing of records. */
    ClientObservers withoutTraces() {
        return new ClientObservers(null, clock);
    }
}
