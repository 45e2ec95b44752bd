package io.tributary.app.config;

import java.util.List;

/** Settings that cannot be used. The message has one line per problem: the key, the value, and what to do about it. */
public final class SettingsException extends RuntimeException {
    private final List<String> problems;

    public SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public SettingsException(String problem) {
        this(List.of(problem));
    }

    /** One line per problem, never empty. */
    public List<String> problems() {
        return problems;
    }

    static void require(boolean holds, String key, Object value, String remedy) {
        if (!holds) {
            throw new SettingsException(key + " = \"" + value + "\": " + remedy);
        }
    }
}
