package io.tributary.text;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Names of what a line of the log tells. With {@code log.format=json} a line has its name in {@code markers}; texts may change from one
 * release to the next, names do not. The runbook's page on the log says what each is about.
 */
public final class LogEvents {
    /** A record could not be taken. */
    public static final Marker DEAD_LETTER = MarkerFactory.getMarker("dead-letter");
    /** A thread gave up its transaction because of something outside; its records are read again. */
    public static final Marker THREAD_WAITS = MarkerFactory.getMarker("thread-waits");
    /** A thread ended with a failure of ours and is replaced. */
    public static final Marker THREAD_FAILED = MarkerFactory.getMarker("thread-failed");
    /** A role does not go on by itself. */
    public static final Marker ROLE_SHUT_DOWN = MarkerFactory.getMarker("role-shut-down");
    /** What Kafka Streams says of a role has changed. */
    public static final Marker ROLE_STATE = MarkerFactory.getMarker("role-state");
    /** A role did not stop in the time that it had. */
    public static final Marker STOP_TIMED_OUT = MarkerFactory.getMarker("stop-timed-out");
    /** Brokers gave up a transaction. */
    public static final Marker TRANSACTION_LOST = MarkerFactory.getMarker("transaction-lost");
    /** What the service wanted to write was refused. */
    public static final Marker RECORD_UNWRITABLE = MarkerFactory.getMarker("record-unwritable");
    /** At the start, inputs are those that the state was made of. */
    public static final Marker INPUTS_COMPARED = MarkerFactory.getMarker("inputs-compared");
    /** What a compacted input no longer has was withdrawn. */
    public static final Marker INPUT_WITHDRAWN = MarkerFactory.getMarker("input-withdrawn");
    /** A task has opened its store, from disk. */
    public static final Marker STORE_OPENED = MarkerFactory.getMarker("store-opened");
    /** Local state is read again from its changelog. */
    public static final Marker STATE_MADE_ANEW = MarkerFactory.getMarker("state-made-anew");
    /** Local state cannot be read and was set aside. */
    public static final Marker STATE_DAMAGED = MarkerFactory.getMarker("state-damaged");
    /** A task's copy of the rules cannot be read. */
    public static final Marker STORED_RULES_UNREADABLE = MarkerFactory.getMarker("stored-rules-unreadable");
    /** A version of a programme takes effect, or will. */
    public static final Marker PROGRAMME_TAKEN = MarkerFactory.getMarker("programme-taken");
    /** A programme or a list came that is not newer than what is in force. */
    public static final Marker RULE_IGNORED = MarkerFactory.getMarker("rule-ignored");
    /** Boosting was stopped by hand. */
    public static final Marker KILL_SWITCH_ON = MarkerFactory.getMarker("kill-switch-on");
    /** It may go on. */
    public static final Marker KILL_SWITCH_OFF = MarkerFactory.getMarker("kill-switch-off");
    /** This host's clock is wrong. */
    public static final Marker CLOCK_DISTRUSTED = MarkerFactory.getMarker("clock-distrusted");
    /** It is right again. */
    public static final Marker CLOCK_CONFIRMED = MarkerFactory.getMarker("clock-confirmed");
    /** It cannot be compared with the brokers'. */
    public static final Marker CLOCK_UNCONFIRMED = MarkerFactory.getMarker("clock-unconfirmed");
    /** This host's clock was set back, and the process ends for it. */
    public static final Marker CLOCK_SET_BACK = MarkerFactory.getMarker("clock-set-back");
    /** Merchant tasks hold up the clock of events. */
    public static final Marker BEATS_WAIT = MarkerFactory.getMarker("beats-wait");
    /** The keys of whoever signs tokens for HTTP cannot be had. */
    public static final Marker SIGNING_KEYS_AWAY = MarkerFactory.getMarker("signing-keys-away");
    /** Lines that came too often were left out. */
    public static final Marker LINES_LEFT_OUT = MarkerFactory.getMarker("lines-left-out");

    private LogEvents() {}
}
