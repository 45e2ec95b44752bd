package io.tributary.cli;

import picocli.CommandLine.Option;

/** Whether a command answers machines. */
final class JsonOption {
    @Option(names = "--json", description = "JSON: one object, or one a line where there are several.")
    private boolean json;

    boolean isJson() {
        return json;
    }
}
