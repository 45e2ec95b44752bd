package io.tributary.schemas;

/**
 * One line of a plan.
 *
 * @param topic name of the topic on the broker
 * @param action what is to be done
 * @param detail what is created or what differs, one line
 */
public record TopicChange(String topic, Action action, String detail) {
    /** What is to be done with a topic. */
    public enum Action {
        /** It is as it should be. */
        OK,
        /** It does not exist. */
        CREATE,
        /** Settings differ: they are changed. */
        ALTER,
        /** Something differs that cannot be changed safely while the topic lives, for example its number of partitions. */
        DIFFERS
    }

    @Override
    public String toString() {
        return String.format("%-8s %-20s %s", action, topic, detail).stripTrailing();
    }
}
