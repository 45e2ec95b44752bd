package io.tributary.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is to become of records that could not be worked off. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Records that could not be worked off: what is wrong with them, and what is to become of them.",
            "One that was resent or discarded stays on the topic as long as the others, with a note of what became of it."
        },
        footer = {
            "",
            "Examples:",
            "  tributary dead-letters list --summary",
            "  tributary dead-letters list --topic orders --from -1h",
            "  tributary dead-letters show 0@120",
            "  tributary dead-letters resend --topic orders --reason-like \"no schema with id\" --by ann",
            "  tributary dead-letters discard --topic impressions --from -1d --by ann --reason \"sender corrected\" --yes"
        })
final class DeadLettersCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists dead letters, the oldest first, and how many there are.")
    int list(
            @Mixin SettingsOptions options,
            @Mixin DeadLetterFilter filter,
            @Mixin JsonOption json,
            @Option(names = "--all", description = "Also those that were resent or discarded.") boolean all,
            @Option(names = "--summary", description = "Only how many there are by topic and error.") boolean summary) {
        Map<String, Integer> counts = new TreeMap<>();
        AtomicInteger shown = new AtomicInteger();
        SettingsOptions.Connection connection = options.connect();
        forEach(connection, filter, all, (topic, letter) -> {
            shown.incrementAndGet();
            counts.merge(letter.topic() + "  " + letter.error(), 1, Integer::sum);
            if (!summary) {
                DeadLetter.Fate fate = topic.fateOf(letter);
                say(json.isJson() ? Json.write(json(letter, fate)) : text(letter, fate));
            }
        });
        if (summary) {
            counts.forEach((what, count) ->
                    say(json.isJson() ? summary(what, count) : String.format(Locale.ROOT, "%8d  %s", count, what)));
        }
        return json.isJson() ? 0 : say(shown + " dead letters" + (all ? "" : " of which nothing became yet"));
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows dead letters whole, a JSON object a line: their headers, and their bytes as base64.")
    int show(@Mixin SettingsOptions options, @Mixin DeadLetterFilter filter) {
        if (filter.isEmpty()) {
            throw new IllegalArgumentException("name one: `tributary dead-letters list` shows their PARTITION@OFFSET");
        }
        SettingsOptions.Connection connection = options.connect();
        RecordJson records = new RecordJson(connection.serdes().any(), connection.topics());
        AtomicInteger shown = new AtomicInteger();
        forEach(connection, filter, true, (topic, letter) -> {
            shown.incrementAndGet();
            say(records.line(letter.record()));
        });
        return shown.get() == 0 ? nothing() : 0;
    }

    @Command(
            name = "resend",
            mixinStandardHelpOptions = true,
            description = {
                "Writes the records again to the partition that they came from, with their key, value, headers and time, and headers"
                        + " that say for which time and of which dead letter. That, and the note that it was done, are one"
                        + " transaction: none is sent twice, also when the command is killed or run again.",
                "Left out, and said, are those that came back too often, whose bytes were cut, or that would take back something newer."
            })
    int resend(
            @Mixin SettingsOptions options,
            @Mixin DeadLetterFilter filter,
            @Option(
                            names = "--most-tries",
                            paramLabel = "N",
                            defaultValue = "3",
                            description = "Leave those that came back so often; default ${DEFAULT-VALUE}.")
                    int most,
            @Option(names = "--force", description = "Also those that are left out because it is merely unwise.")
                    boolean force,
            @Option(
                            names = "--by-key",
                            description =
                                    "To the partition that the key belongs to: for those that came in a wrong one.")
                    boolean byKey,
            @Option(names = "--by", required = true, description = "Who does it, for the record.") String by,
            @Option(names = "--yes", description = Confirmation.YES_HELP) boolean yes) {
        SettingsOptions.Connection connection = options.connect();
        Map<String, Integer> partitions = new LinkedHashMap<>();
        return close(connection, filter, yes, "resent", (topic, letter) -> {
            String refusal = letter.refusal(connection.topics(), most, force);
            if (!refusal.isEmpty()) {
                say("left: " + letter.id() + " of " + letter.topic() + ": " + refusal);
                return List.of();
            }
            int count = partitions.computeIfAbsent(letter.topic(), name -> topic.partitions(connection, name));
            if (!byKey && letter.partition() >= count) {
                say("left: " + letter.id() + " of " + letter.topic() + ": it has no partition " + letter.partition()
                        + " any more: add --by-key");
                return List.of();
            }
            return List.of(letter.again(topic.name(), byKey ? count : 0), letter.note(DeadLetter.Fate.RESENT, by, ""));
        });
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Notes that nothing is to become of dead letters, by whom and why: lists show them no more.")
    int discard(
            @Mixin SettingsOptions options,
            @Mixin DeadLetterFilter filter,
            @Option(names = "--by", required = true, description = "Who does it, for the record.") String by,
            @Option(names = "--reason", required = true, description = "Why, for the record.") String reason,
            @Option(names = "--yes", description = Confirmation.YES_HELP) boolean yes) {
        return close(
                options.connect(),
                filter,
                yes,
                "discarded",
                (topic, letter) -> List.of(letter.note(DeadLetter.Fate.DISCARDED, by, reason)));
    }

    /** What is written of a dead letter; nothing when it stays. */
    private interface Closing {
        List<ProducerRecord<byte[], byte[]>> records(DeadLetterTopic topic, DeadLetter letter);
    }

    private interface Sink {
        void take(DeadLetterTopic topic, DeadLetter letter);
    }

    private int close(
            SettingsOptions.Connection connection, DeadLetterFilter filter, boolean yes, String done, Closing closing) {
        AtomicInteger open = new AtomicInteger();
        forEach(connection, filter, false, (topic, letter) -> open.incrementAndGet());
        if (open.get() == 0) {
            return nothing();
        }
        Confirmation.require(yes, open + " dead letters are to be " + done + ".");
        AtomicInteger closed = new AtomicInteger();
        try (DeadLetterWork work = new DeadLetterWork(connection)) {
            forEach(connection, filter, false, (topic, letter) -> {
                List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(closing.records(topic, letter));
                if (!records.isEmpty()) {
                    work.add(records);
                    closed.incrementAndGet();
                }
            });
            work.commit();
        }
        return say(done + ": " + closed + " dead letters");
    }

    private static void forEach(
            SettingsOptions.Connection connection, DeadLetterFilter filter, boolean all, Sink sink) {
        DeadLetterFilter.Test test = filter.at(System.currentTimeMillis(), connection.topics());
        try (DeadLetterTopic topic = new DeadLetterTopic(connection)) {
            Consumer<DeadLetter> each = letter -> {
                if ((all || topic.fateOf(letter) == null) && test.takes(letter)) {
                    sink.take(topic, letter);
                }
            };
            topic.each(each);
        } catch (KafkaException e) {
            throw Kafka.unreachable(connection.settings(), e);
        }
    }

    private static ObjectNode json(DeadLetter letter, DeadLetter.Fate fate) {
        return Json.object()
                .put("id", letter.id())
                .put("time", Moment.show(letter.record().timestamp()))
                .put("topic", letter.topic())
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("error", letter.error())
                .put("message", letter.message())
                .put("tries", letter.tries())
                .put("became", fate == null ? null : fate.name());
    }

    private static String text(DeadLetter letter, DeadLetter.Fate fate) {
        return String.format(
                        Locale.ROOT,
                        "%-10s %-24s %-32s %s: %s%s",
                        letter.id(),
                        Moment.show(letter.record().timestamp()),
                        letter.topic() + "-" + letter.partition() + "@" + letter.offset(),
                        letter.error(),
                        letter.message(),
                        (letter.tries() > 0 ? " (came back " + letter.tries() + " times)" : "")
                                + (fate == null ? "" : " [" + fate + "]"))
                .stripTrailing();
    }

    private static String summary(String what, int count) {
        String[] parts = what.split("  ", 2);
        return Json.write(
                Json.object().put("topic", parts[0]).put("error", parts[1]).put("count", count));
    }

    private int nothing() {
        return say("no dead letter is meant: `tributary dead-letters list` shows those of which nothing became yet");
    }

    private int say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
        return 0;
    }
}
