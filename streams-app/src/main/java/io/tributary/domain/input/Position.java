package io.tributary.domain.input;

/**
 * Where one partition of an input stands by the state that was made of it.
 *
 * @param offset of the record that is to be read next
 * @param topicId of the topic that was read; empty when it is not known
 * @param time of the commit that brought the state there, epoch milliseconds UTC; 0 before the first
 */
public record Position(long offset, String topicId, long time) {
    /** Whether the state holds anything that was read from the partition. */
    boolean hasRead() {
        return time > 0 && offset > 0;
    }

    boolean isOf(String otherTopicId) {
        return topicId.isEmpty() || topicId.equals(otherTopicId);
    }
}
