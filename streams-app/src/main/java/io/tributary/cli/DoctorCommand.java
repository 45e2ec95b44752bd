package io.tributary.cli;

import io.tributary.app.config.Settings;
import io.tributary.app.run.AccessRole;
import io.tributary.cli.Finding.Level;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at all that the service needs, and says what to do about what is wrong. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at all that the service needs: brokers and their settings, topics, rights, positions, clocks, registry, the running"
                    + " instance, disk, JVM, files and settings. Run it where an instance runs, with its settings. Changes nothing.",
            "Each finding is OK, WARN or FAIL, the latter with what to do. Exit code 1 when there is a FAIL."
        },
        footer = {
            "",
            "Examples:",
            "  tributary doctor",
            "  tributary doctor --config /etc/tributary/tributary.properties --json | jq 'select(.level != \"OK\")'"
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--role",
            defaultValue = "service",
            description =
                    "Whose rights at the brokers this user should have: service, operator, repair, platform, recommender or"
                            + " analyst; default: service.")
    private AccessRole role;

    @Override
    public Integer call() {
        Settings settings = options.load();
        List<Finding> findings = new ArrayList<>(MachineCheck.of(settings));
        findings.addAll(brokers(settings));
        findings.addAll(RegistryCheck.of(options));
        findings.addAll(InstanceCheck.of(settings));
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(json.isJson() ? Json.write(finding) : text(finding)));
        long failed = count(findings, Level.FAIL);
        if (!json.isJson()) {
            out.println(failed + " failed, " + count(findings, Level.WARN) + " warnings, " + count(findings, Level.OK)
                    + " good");
        }
        out.flush();
        return failed > 0 ? Main.FAILED : 0;
    }

    private List<Finding> brokers(Settings settings) {
        try (Admin admin = Kafka.admin(settings.connection())) {
            BrokerCheck brokers = new BrokerCheck(admin, settings, role);
            List<Finding> findings = new ArrayList<>(brokers.reachable());
            if (findings.get(0).level() != Level.FAIL) {
                findings.addAll(brokers.all());
            }
            return findings;
        } catch (KafkaException | CliError e) {
            return List.of(Finding.fail(
                    "brokers",
                    settings.connection().bootstrapServers() + ": "
                            + CliError.lines(e).get(0),
                    "correct bootstrap.servers and the kafka.* settings"));
        }
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static String text(Finding finding) {
        String line = String.format(Locale.ROOT, "%-4s  %-10s %s", finding.level(), finding.area(), finding.words());
        return finding.remedy().isEmpty()
                ? line
                : line + System.lineSeparator() + "                 -> " + finding.remedy();
    }
}
