package io.tributary.cli;

import io.tributary.schemas.Topic;
import io.tributary.text.Nearest;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What is published of one kind, by name. */
final class Published {
    private Published() {}

    /**
     * The one of that name.
     *
     * @param what its kind, for the error
     * @throws IllegalArgumentException with near names when there is none
     */
    static <T extends SpecificRecord> T require(
            SettingsOptions.Connection connection, Topic<T> topic, String what, String name) {
        return require(LatestRecords.read(connection, topic), what, name);
    }

    static <T> T require(Map<String, T> published, String what, String name) {
        T found = published.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no " + what + " '" + name + "'"
                    + (published.isEmpty() ? "; none is published" : Nearest.hint(name, published.keySet())));
        }
        return found;
    }
}
