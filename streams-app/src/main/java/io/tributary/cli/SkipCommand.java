package io.tributary.cli;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.app.run.DeadLetters;
import io.tributary.app.run.RoleInputs;
import io.tributary.app.run.StreamsConfigs;
import io.tributary.inputs.InputSet;
import io.tributary.inputs.Mending;
import io.tributary.inputs.PositionTrail;
import io.tributary.inputs.Skip;
import io.tributary.schemas.Topics;
import io.tributary.topology.InvalidRecordException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gets a role past records that it cannot work off. */
@Command(
        name = "skip",
        mixinStandardHelpOptions = true,
        description = {
            "Has a role pass over input records that stop it, from its next start on. They are copied to the dead letters with"
                    + " who skipped them and why, in the transaction that notes it. All instances must be stopped.",
            "Bad records become dead letters by themselves: this is for one that should have, and ends threads instead."
        },
        footer = {
            "",
            "Examples:",
            "  tributary skip --role merchant --topic impressions --partition 3 --from 120044 --by ann --reason \"ends threads\""
        })
final class SkipCommand implements Callable<Integer> {
    static final String BY = "tributary.skipped.by";
    static final String REASON = "tributary.skipped.reason";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--role", required = true, description = "merchant, pool, rollup, entity or experiment.")
    private Role role;

    @Option(names = "--topic", required = true, description = "One of the role's inputs, as brokers call it.")
    private String topic;

    @Option(names = "--partition", required = true, description = "Of the topic.")
    private int partition;

    @Option(names = "--from", required = true, paramLabel = "OFFSET", description = "First record that is skipped.")
    private long from;

    @Option(names = "--to", paramLabel = "OFFSET", description = "Last record that is skipped; default: the first.")
    private Long to;

    @Option(names = "--by", required = true, description = "Who does it, for the record.")
    private String by;

    @Option(names = "--reason", required = true, description = "Why, for the record.")
    private String reason;

    @Override
    public Integer call() {
        long last = to == null ? from : to;
        if (from < 0 || last < from || last - from >= Skip.MOST) {
            throw new IllegalArgumentException("--from " + from + " --to " + last + ": must be 1 to " + Skip.MOST
                    + " records from an offset that is not negative");
        }
        Settings settings = options.load();
        InputSet inputs = RoleInputs.of(role, settings);
        if (!inputs.inputs().containsKey(topic)) {
            throw new IllegalArgumentException("--topic " + topic + ": role " + role.id() + " reads "
                    + String.join(", ", inputs.inputs().keySet()));
        }
        PositionTrail trail = RoleInputs.trail(settings);
        Map<String, Object> client = StreamsConfigs.client(settings.connection());
        TopicPartition input = new TopicPartition(topic, partition);
        try (Admin admin = Kafka.admin(settings.connection())) {
            Mending mending = new Mending(admin, client, trail);
            if (!mending.isKnown()) {
                throw new CliError("nothing was read yet: start the service first");
            }
            PositionsCommand.refuseIfRunning(mending, inputs, true);
            DeadLetters letters = DeadLetters.configured(Map.of(
                    StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                    settings.connection().topics().of(Topics.DEAD_LETTERS)));
            int skipped =
                    new Skip(client, trail).skip(inputs.group(), input, from, last, record -> letter(letters, record));
            PrintWriter out = spec.commandLine().getOut();
            out.println("skipped " + skipped + " records of " + input + " from offset " + from + " to " + last
                    + " for group " + inputs.group() + "; they are in the dead letters: start the service");
            out.flush();
            return 0;
        } catch (KafkaException e) {
            throw Kafka.unreachable(settings.connection(), e);
        }
    }

    private ProducerRecord<byte[], byte[]> letter(DeadLetters letters, ConsumerRecord<byte[], byte[]> record) {
        ProducerRecord<byte[], byte[]> letter =
                letters.letter(record, new InvalidRecordException("skipped by " + by + ": " + reason));
        letter.headers().add(BY, by.getBytes(StandardCharsets.UTF_8));
        letter.headers().add(REASON, reason.getBytes(StandardCharsets.UTF_8));
        return letter;
    }
}
