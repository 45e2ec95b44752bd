package io.tributary.cli;

import io.tributary.app.config.Settings;
import io.tributary.app.run.StreamsConfigs;
import io.tributary.domain.capacity.CapacityPlan;
import io.tributary.domain.capacity.Figure.Level;
import io.tributary.schemas.TopicAdmin;
import io.tributary.schemas.TopicChange;
import io.tributary.schemas.TopicLayout;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Topics of the contract. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Compares the topics of the contract with a cluster, or brings them about. `run` does the latter by itself.",
        footer = {
            "",
            "Examples:",
            "  tributary topics plan --set merchant.partitions=12 --set replication.factor=3",
            "  tributary topics plan --merchants 5000000 --events-per-second 2000000",
            "  tributary topics apply --bootstrap-servers broker:9092"
        })
final class TopicsCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Says what `apply` would do and changes nothing. Exit code 1 when a topic differs for good.")
    int plan(
            @Mixin SettingsOptions options,
            @Mixin DemandOptions demand,
            @Option(names = "--json", description = "One JSON object per line.") boolean json) {
        if (demand.isGiven() && !json) {
            say(advice(options.load(), demand));
        }
        return run(options, json, TopicAdmin::plan);
    }

    /** Partitions can never be changed: what the plan for a demand says stands beside what is set. */
    private static String advice(Settings settings, DemandOptions demand) {
        int set = settings.streams().merchantPartitions();
        int planned =
                CapacityPlan.of(demand.demand(), demand.sizing(), Level.TYPICAL).partitions();
        return "merchant.partitions is " + set + "; `tributary plan` for this demand says " + planned
                + (set < planned ? ": set it before the topics exist, it is fixed then" : ": enough");
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Creates missing topics and sets settings that differ. Exit code 1 when a topic differs for good.")
    int apply(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = "One JSON object per line.") boolean json) {
        return run(options, json, TopicAdmin::apply);
    }

    private int run(
            SettingsOptions options, boolean json, BiFunction<Admin, TopicLayout, List<TopicChange>> operation) {
        Settings settings = options.load();
        PrintWriter out = spec.commandLine().getOut();
        List<TopicChange> changes;
        try (Admin admin = Kafka.admin(settings.connection())) {
            changes = operation.apply(admin, StreamsConfigs.topicLayout(settings));
        } catch (KafkaException e) {
            throw Kafka.unreachable(settings.connection(), e);
        }
        changes.forEach(change -> out.println(json ? Json.write(change) : change.toString()));
        out.flush();
        return changes.stream().anyMatch(change -> change.action() == TopicChange.Action.DIFFERS) ? Main.FAILED : 0;
    }
}
