package io.tributary.cli;

import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that say which dead letters are meant: those to which all of them apply. */
final class DeadLetterFilter {
    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Only these, by the PARTITION@OFFSET that `dead-letters list` shows.")
    private List<String> ids = List.of();

    @Option(names = "--reason-like", paramLabel = "TEXT", description = "Only those whose error has this in it.")
    private String reason;

    @Option(names = "--topic", description = "Only those that came from this topic, with or without the prefix.")
    private String topic;

    @Option(names = "--partition", paramLabel = "P", description = "Only those that came from this partition.")
    private Integer partition;

    @Option(names = "--from", paramLabel = "TIME", description = "Only those written then or later: " + Moment.HELP)
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only those written before.")
    private String to;

    /** Whether nothing was said, so that all are meant. */
    boolean isEmpty() {
        return ids.isEmpty() && reason == null && topic == null && partition == null && from == null && to == null;
    }

    /** What it asks for, with moments as of now. */
    Test at(long now, TopicNames names) {
        long first = from == null ? Long.MIN_VALUE : Moment.parse("--from", from, now, ZoneId.systemDefault());
        long end = to == null ? Long.MAX_VALUE : Moment.parse("--to", to, now, ZoneId.systemDefault());
        for (String id : ids) {
            if (!id.matches("\\d{1,9}@\\d{1,18}")) {
                throw new IllegalArgumentException(
                        "'" + id + "': write PARTITION@OFFSET as `tributary dead-letters list` shows it");
            }
        }
        String name = topic == null ? null : Topics.byName(topic).map(names::of).orElse(topic);
        return letter -> (ids.isEmpty() || ids.contains(letter.id()))
                && (name == null || name.equals(letter.topic()))
                && (partition == null || partition == letter.partition())
                && letter.record().timestamp() >= first
                && letter.record().timestamp() < end
                && (reason == null || contains(letter.error() + ": " + letter.message(), reason));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** Whether a dead letter is meant. */
    interface Test {
        boolean takes(DeadLetter letter);
    }
}
