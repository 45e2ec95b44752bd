package io.tributary.schemas.fault;

/** Whose fault it is that something went wrong. */
public enum Blame {
    /** Of the record: however often it is tried, and by whom, it will not work. */
    RECORD,
    /** Of brokers, registry, network, disk or permissions: it may work later, and is no reason to give a record up. */
    ENVIRONMENT,
    /** Of this software, its settings, or something nobody has thought of: nothing is committed, and somebody must look. */
    OURS
}
