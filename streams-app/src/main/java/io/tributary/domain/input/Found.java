package io.tributary.domain.input;

/**
 * What the brokers have of one partition of an input.
 *
 * @param committed the consumer group's offset; {@link #NONE} when it has none
 * @param start offset of the first record that is there
 * @param end offset after the last record
 * @param topicId of the topic
 * @param topicEmpty whether no partition of the topic has a record
 */
public record Found(long committed, long start, long end, String topicId, boolean topicEmpty) {
    /** The group has no offset. */
    public static final long NONE = -1;
}
