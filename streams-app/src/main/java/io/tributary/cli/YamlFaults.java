package io.tributary.cli;

import java.util.List;

/** All that is wrong with what was read, a line each that begins with the path of the field; the message is the first. */
final class YamlFaults extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<String> lines;

    private YamlFaults(List<String> lines) {
        super(lines.get(0));
        this.lines = List.copyOf(lines);
    }

    static void throwIfAny(List<String> lines) {
        if (!lines.isEmpty()) {
            throw new YamlFaults(lines);
        }
    }

    /** Lines of any error about what was read. */
    static List<String> of(IllegalArgumentException error) {
        return error instanceof YamlFaults faults ? faults.lines : List.of(error.getMessage());
    }
}
