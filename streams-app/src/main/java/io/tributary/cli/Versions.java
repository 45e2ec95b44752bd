package io.tributary.cli;

import io.tributary.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rules and lists are versioned: what was published once never changes under its number. */
final class Versions {
    private Versions() {}

    /** One that a person wrote: {@code what} names its kind in errors, {@code version} reads its number. */
    record Kind<T extends SpecificRecord>(String what, Topic<T> topic, ToIntFunction<T> version) {}

    /**
     * Publishes those that differ from what is published.
     *
     * @param wanted by key
     * @return the keys of those that were published
     * @throws IllegalArgumentException when one differs under a version that does not rise; then none is published
     */
    static <T extends SpecificRecord> Set<String> publish(
            SettingsOptions.Connection connection, Kind<T> kind, Map<String, T> wanted) {
        Map<String, T> published = LatestRecords.read(connection, kind.topic());
        List<ProducerRecord<String, T>> changed = new ArrayList<>();
        wanted.forEach((key, record) -> {
            T before = published.get(key);
            if (!record.equals(before)) {
                int known = before == null ? 0 : kind.version().applyAsInt(before);
                requireRising(kind.what() + " " + key, known, kind.version().applyAsInt(record));
                changed.add(new ProducerRecord<>(connection.topics().of(kind.topic()), key, record));
            }
        });
        Kafka.send(connection, connection.serdes().of(kind.topic()).serializer(), changed);
        return changed.stream().map(ProducerRecord::key).collect(Collectors.toSet());
    }

    static void requireRising(String what, int before, int now) {
        if (now <= before) {
            throw new IllegalArgumentException(what + ": version is " + now + ", but version " + before
                    + " is published and differs; set version: " + (before + 1));
        }
    }
}
