package io.tributary.app.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * Counters of dead letters, by the topic that the record came from. They are there, at 0, before the first letter: an alert cannot
 * see a series begin, and nobody can tell one that is missing from one that is 0.
 */
final class DeadLetterMeters {
    private DeadLetterMeters() {}

    /** Shows the counters of all topics that a topology reads. */
    static void show(MeterRegistry meters, Topology topology) {
        for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
                    source.topicSet().forEach(topic -> {
                        letters(meters, topic);
                        misrouted(meters, topic);
                    });
                }
            }
        }
    }

    static Counter letters(MeterRegistry meters, String topic) {
        return Counter.builder("tributary.dead.letters")
                .description("Records that could not be read or were invalid, by the topic they came from")
                .tag("topic", topic)
                .register(meters);
    }

    static Counter misrouted(MeterRegistry meters, String topic) {
        return Counter.builder("tributary.misrouted")
                .description(
                        "Dead letters whose key belongs to another partition than they came in: a producer's partitioner"
                                + " is not murmur2")
                .tag("topic", topic)
                .register(meters);
    }
}
