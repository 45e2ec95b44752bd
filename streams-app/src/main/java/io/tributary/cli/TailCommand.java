package io.tributary.cli;

import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.text.Nearest;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a topic's records as JSON. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the committed records of a topic, decoded, one JSON object per line, and follows it until interrupted.",
            "A tombstone has the value null; a dead letter has its error headers and its bytes as base64."
        },
        footer = {
            "",
            "Examples:",
            "  tributary tail boost-directives --from beginning --key m-00042",
            "  tributary tail dead-letters --from beginning --until-end",
            "  tributary tail ledger --from -10m --until-end",
            "  tributary tail programme-metrics --count 5 | jq .value.pacing"
        })
final class TailCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(250);

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "TOPIC", description = "Name of a topic; `tributary topics plan` lists ours.")
    private String topic;

    @Option(
            names = "--from",
            defaultValue = "latest",
            paramLabel = "WHERE",
            description =
                    "Where to begin: beginning, latest, or a time: " + Moment.HELP + "; default ${DEFAULT-VALUE}.")
    private String from;

    @Option(names = "--count", paramLabel = "N", description = "Stop after N records.")
    private Long count;

    @Option(names = "--until-end", description = "Stop at what was the end when the command began.")
    private boolean untilEnd;

    @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key.")
    private String key;

    @Option(names = "--partition", paramLabel = "P", description = "Only this partition.")
    private Integer partition;

    @Override
    public Integer call() {
        if (count != null && count < 1) {
            throw new IllegalArgumentException("--count " + count + ": must be at least 1");
        }
        Start start = start();
        SettingsOptions.Connection connection = options.connect();
        topic = onBroker(connection.topics());
        Map<String, Object> config = new HashMap<>(connection.client());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = partitions(consumer, connection.topics());
            consumer.assign(partitions);
            seek(consumer, partitions, start);
            follow(consumer, partitions, new RecordJson(connection.serdes().any(), connection.topics()));
        }
        return 0;
    }

    /** @param time epoch milliseconds, null for one of the ends */
    private record Start(boolean beginning, Long time) {}

    private Start start() {
        if (from.equalsIgnoreCase("beginning") || from.equalsIgnoreCase("latest")) {
            return new Start(from.equalsIgnoreCase("beginning"), null);
        }
        if (from.isBlank() || Character.isLetter(from.charAt(0)) && !from.equalsIgnoreCase("now")) {
            throw new IllegalArgumentException(
                    "--from '" + from + "': write beginning, latest, or a time such as " + Moment.HELP);
        }
        return new Start(false, Moment.parse("--from", from, System.currentTimeMillis(), ZoneId.systemDefault()));
    }

    /** Records of event-time topics carry event times; the first that is as late, or the end where there is none. */
    private static void seek(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> partitions, Start start) {
        if (start.time() == null) {
            if (start.beginning()) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            return;
        }
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> start.time()));
        consumer.seekToEnd(partitions);
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found != null) {
                consumer.seek(partition, found.offset());
            }
        });
    }

    private Set<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, TopicNames names) {
        Set<TopicPartition> all = Kafka.partitions(consumer, names, topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        if (partition == null) {
            return all;
        }
        TopicPartition wanted = new TopicPartition(topic, partition);
        if (!all.contains(wanted)) {
            throw new IllegalArgumentException(
                    "--partition " + partition + ": " + topic + " has partitions 0 to " + (all.size() - 1));
        }
        return Set.of(wanted);
    }

    /**
     * Our topics may be named with or without the environment's prefix. Others may be shown too, but a misspelt one of ours
     * deserves a hint.
     */
    private String onBroker(TopicNames names) {
        Optional<Topic<?>> ours = Topics.byName(topic).or(() -> names.byName(topic));
        if (ours.isPresent()) {
            return names.of(ours.get());
        }
        Nearest.to(topic, Topics.all().stream().map(Topic::name).toList()).ifPresent(near -> {
            throw new IllegalArgumentException("topic " + topic + ": not one of ours; did you mean " + near + "?");
        });
        return topic;
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> partitions, RecordJson json) {
        PrintWriter out = spec.commandLine().getOut();
        byte[] wantedKey = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        Map<TopicPartition, Long> ends = untilEnd ? consumer.endOffsets(partitions) : Map.of();
        long shown = 0;
        while (!untilEnd
                || ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (wantedKey != null && !Arrays.equals(wantedKey, record.key())) {
                    continue;
                }
                out.println(json.line(record));
                if (count != null && ++shown >= count) {
                    out.flush();
                    return;
                }
            }
            // Both flush; the second notices that the reader, for example `head`, has gone.
            if (out.checkError() || System.out.checkError()) {
                return;
            }
        }
    }
}
