package io.tributary.replay;

import io.tributary.directives.v1.BoostDirective;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Hears what an {@link InProcessService} publishes, in the caller's thread and in the order in which it decides. */
public interface ReplayListener {
    /** A merchant's newest directive; null is a tombstone: stop now. */
    default void directive(String merchantId, BoostDirective directive) {}

    /** The next line of the audit trail. */
    default void ledger(LedgerEntry entry) {}

    /** A beat, before the partitions answer it. */
    default void beat(Beat beat) {}

    /** How a programme is paced, before the beat that goes with it. */
    default void metric(ProgrammeMetric metric) {}

    /**
     * Each record of each topic, those above included.
     *
     * @param value null for a tombstone
     * @param time timestamp of the record, epoch milliseconds UTC
     */
    default void published(Topic<?> topic, String key, SpecificRecord value, long time) {}
}
