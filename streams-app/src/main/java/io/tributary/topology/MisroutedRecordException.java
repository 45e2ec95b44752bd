package io.tributary.topology;

/** A record whose key belongs to another partition: its merchant's other records are not where it came in. */
public final class MisroutedRecordException extends InvalidRecordException {
    private static final long serialVersionUID = 1;

    /**
     * @param partition it came in
     * @param right it belongs to
     * @param partitions of the topic
     */
    public MisroutedRecordException(int partition, int right, int partitions) {
        super("key: belongs to partition " + right + " of " + partitions + ", but came in " + partition
                + ": have the producer choose partitions by Kafka's murmur2 of the key"
                + " (librdkafka and all built on it: partitioner=murmur2_random; Java's producer does so by default), then send the"
                + " record again");
    }
}
