package io.tributary.cli;

import picocli.CommandLine.Option;

/** Of which market a command reads programmes. */
final class MarketOption {
    @Option(
            names = "--market",
            paramLabel = "MARKET",
            description = "With what the files say of this market; default: what they say of all.")
    private String market;

    /** Null for what is said of all. */
    String name() {
        return market;
    }
}
