package io.tributary.bench.kernel;

import io.tributary.schemas.Topic;
import io.tributary.topology.RecordOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Keeps some of what a partition says, by topic. */
final class Captured implements RecordOutput {
    private final int most;
    private final Map<String, List<SpecificRecord>> byTopic = new HashMap<>();

    /**
     * @param most records kept of a topic; later ones are dropped
     */
    Captured(int most) {
        this.most = most;
    }

    @Override
    public <T extends SpecificRecord> void send(Topic<T> topic, String key, T value, long time) {
        if (most == 0 || value == null) {
            return;
        }
        List<SpecificRecord> kept = byTopic.computeIfAbsent(topic.name(), name -> new ArrayList<>());
        if (kept.size() < most) {
            kept.add(value);
        }
    }

    @SuppressWarnings("unchecked")
    <T extends SpecificRecord> List<T> of(Topic<T> topic) {
        return (List<T>) byTopic.getOrDefault(topic.name(), List.of());
    }
}
