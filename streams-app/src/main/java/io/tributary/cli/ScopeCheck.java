package io.tributary.cli;

import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.text.Nearest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/**
 * Holds a scope against what exists, so that a misspelt stop is not taken for a stop. It must never stand between an operator and
 * the kill switch: what cannot be found out within seconds is said, and the stop goes ahead.
 */
final class ScopeCheck {
    private static final Duration AT_MOST = Duration.ofSeconds(5);

    private final SettingsOptions.Connection connection;
    private final Consumer<String> warnings;

    /** @param warnings is told in a line what could not be checked */
    ScopeCheck(SettingsOptions.Connection connection, Consumer<String> warnings) {
        this.connection = connection;
        this.warnings = warnings;
    }

    /**
     * Returns when there is such a programme or merchant, or when that cannot be said.
     *
     * @throws IllegalArgumentException with near matches when there is none
     */
    void requireThere(Scope scope) {
        switch (scope.kind()) {
            case PROGRAMME -> require(scope, "programme", Topics.PROGRAMMES, null);
            case MERCHANT -> require(scope, "merchant", Topics.MERCHANTS, scope.name());
            default -> {}
        }
    }

    /**
     * Returns when the scope is stopped, or when that cannot be said.
     *
     * @throws IllegalArgumentException with what is stopped when it is not
     */
    void requireStopped(Scope scope) {
        read(Topics.CONTROLS, null).filter(LiveKeys::whole).ifPresent(controls -> {
            List<String> stopped =
                    controls.keys().stream().filter(key -> !key.equals("CLOCK")).toList();
            if (!stopped.contains(scope.key())) {
                throw new IllegalArgumentException("scope " + scope.key() + ": is not stopped"
                        + (stopped.isEmpty() ? "; nothing is" : Nearest.hint(scope.key(), stopped)));
            }
        });
    }

    private void require(Scope scope, String what, Topic<?> topic, String key) {
        Optional<LiveKeys> found = read(topic, key).map(keys -> topic == Topics.PROGRAMMES ? programmes(keys) : keys);
        if (found.isEmpty() || found.get().keys().contains(scope.name())) {
            return;
        }
        if (!found.get().whole()) {
            warnings.accept("not checked whether there is a " + what + " " + scope.name() + ": there are too many of"
                    + " them to read within " + AT_MOST.toSeconds() + " s");
            return;
        }
        String hint = found.get().keys().size() > 1_000
                ? ""
                : Nearest.to(scope.name(), found.get().keys())
                        .map(near -> "; did you mean " + what + ":" + near + "?")
                        .orElse(key == null ? known(found.get()) : "");
        throw new IllegalArgumentException("scope " + scope.key() + ": there is no " + what + " " + scope.name() + hint
                + "; --force stops one that is not published yet");
    }

    /** By programme: one whose versions are all announced has none under its own key. */
    private static LiveKeys programmes(LiveKeys keys) {
        Map<String, byte[]> values = new TreeMap<>();
        keys.values().forEach((key, value) -> values.put(ProgrammeKey.programmeId(key), value));
        return new LiveKeys(values, keys.written(), keys.whole());
    }

    private static String known(LiveKeys keys) {
        Stream<String> some = keys.keys().stream().limit(10);
        return keys.keys().isEmpty() ? "; none is published" : "; published are " + String.join(", ", some.toList());
    }

    private Optional<LiveKeys> read(Topic<?> topic, String key) {
        try {
            return Optional.of(LiveKeys.read(connection, topic, key, AT_MOST));
        } catch (CliError | KafkaException e) {
            warnings.accept("not checked against topic " + connection.topics().of(topic) + ": "
                    + CliError.lines(e).get(0));
            return Optional.empty();
        }
    }
}
