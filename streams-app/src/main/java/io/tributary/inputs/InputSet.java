package io.tributary.inputs;

import io.tributary.domain.input.InputKind;
import java.util.Map;
import java.util.Set;

/**
 * The inputs of one application.
 *
 * @param group id of the application and its consumer group
 * @param inputs topics that it reads
 * @param internal those of the inputs that Kafka Streams makes when the application runs for the first time
 * @param changelog topic of its store
 * @param kept inputs whose partition is the one of the store that what is read is kept in
 */
public record InputSet(
        String group, Map<String, InputKind> inputs, Set<String> internal, String changelog, Set<String> kept) {
    public InputSet {
        inputs = Map.copyOf(inputs);
        internal = Set.copyOf(internal);
        kept = Set.copyOf(kept);
    }
}
