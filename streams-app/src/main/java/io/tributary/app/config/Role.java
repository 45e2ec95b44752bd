package io.tributary.app.config;

import java.util.Locale;

/** A Kafka Streams application that an instance may run; its application id is {@code <application.prefix>-<role>}. */
public enum Role {
    /** Everything keyed by merchant: counting, charging, directives. Scales with merchant.partitions. */
    MERCHANT,
    /** The heartbeat: one task; a second instance only stands by. */
    POOL,
    /** Group metrics from merchants' closed windows. */
    ROLLUP,
    /** Legal entities: what the shops of one owner share. Little work; scales with merchant.partitions. */
    ENTITY,
    /** What support caused: one task; a second instance only stands by. */
    EXPERIMENT;

    /** Name in settings, client ids, metrics and file names. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
