package io.tributary.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.chaos.FaultPlan.FaultDuration;
import io.tributary.cli.CliError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Breaks a deployment on this machine on purpose, and proves that nothing is lost or doubled. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts three brokers (three replicas, two in sync), a registry, three instances of the service and shoppers on this"
                    + " machine, breaks one thing after another, and at the end recomputes from the input topics every count, charge,"
                    + " grant, directive and minute, and compares. It needs about 4 GB of memory and touches nothing that runs"
                    + " elsewhere.",
        },
        footer = {
            "",
            "Exit codes: 0 nothing was lost or doubled, 1 something was or did not recover, 2 asked wrongly.",
            "",
            "Examples:",
            "  scripts/chaos --minutes 20",
            "  scripts/chaos --minutes 5 --seed 7 --faults hold-instance,kill-broker",
            "  scripts/chaos --list",
        })
final class ChaosCommand implements Callable<Integer> {
    private static final long SHORTEST_MILLIS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "For how long things are broken; starting and comparing takes some two minutes more. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats the plan of a run that had this seed. Default: another one each time.")
    private Long seed;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            description = "Only these kinds; --list shows them. Default: all that this machine allows.")
    private List<String> faults = List.of();

    @Option(
            names = "--longest",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "Faults last for half a second to so many seconds. Alerts need 25, a full disk 50; with less, few fire. Default: ${DEFAULT-VALUE}.")
    private int longest;

    @Option(
            names = "--prometheus",
            paramLabel = "COMMAND",
            defaultValue = "${env:CHAOS_PROMETHEUS:-prometheus}",
            description =
                    "Runs the Prometheus that watches which alerts fire; none for none. Default: from the PATH, or Debian's package.")
    private String prometheus;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "300",
            description = "Impressions a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--calm",
            paramLabel = "MS",
            defaultValue = "500",
            description =
                    "Milliseconds of undisturbed traffic between the recovery of one fault and the next fault. Default: ${DEFAULT-VALUE}.")
    private int calm;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = ".local/chaos",
            description = "For data and logs; emptied first, logs stay. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(names = "--json", description = "The result as one JSON object on the last line.")
    private boolean json;

    @Option(names = "--list", description = "Shows the kinds of faults and ends.")
    private boolean list;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Arrays.stream(Fault.values())
                    .forEach(kind -> out.printf(Locale.ROOT, "%-19s %s%n", kind.label(), described(kind)));
            return 0;
        }
        ChaosSettings settings = settings();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        progress.println("seed " + settings.seed());
        try {
            ChaosResult result = new ChaosRun(settings, line -> say(progress, line)).run();
            print(out, result);
            return 0;
        } catch (AssertionError e) {
            throw new CliError(
                    e.getMessage() + "\nrepeat it with --seed " + settings.seed() + "; logs are in "
                            + settings.folder().resolve("log"),
                    e);
        }
    }

    private static String described(Fault kind) {
        String needs = kind.needs().isEmpty()
                ? ""
                : (Equipment.isPossible(kind) ? " (needs " : " (LEFT OUT HERE: needs ") + kind.needs() + ")";
        return kind.description() + needs;
    }

    private ChaosSettings settings() {
        try {
            if (longest < 1 || longest > 600) {
                throw new IllegalArgumentException("faults last for 1 to 600 s, not " + longest);
            }
            return new ChaosSettings(
                    Duration.ofMinutes(minutes),
                    new ChaosSettings.Faults(
                            seed == null ? System.nanoTime() & 0xffffff : seed,
                            kinds(),
                            new FaultDuration(SHORTEST_MILLIS, longest * 1_000L)),
                    new ChaosSettings.Pace(rate, Duration.ofMillis(calm)),
                    folder.toAbsolutePath().normalize(),
                    prometheus.equals("none") ? "" : prometheus);
        } catch (IllegalArgumentException e) {
            throw new picocli.CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Fault> kinds() {
        return faults.isEmpty()
                ? List.of(Fault.values())
                : possible(faults.stream().map(ChaosCommand::kind).toList(), Equipment::isPossible);
    }

    /** The kinds as they are: one that was asked for by name is not left out. */
    static List<Fault> possible(List<Fault> kinds, Predicate<Fault> isPossible) {
        kinds.stream().filter(isPossible.negate()).findFirst().ifPresent(kind -> {
            throw new IllegalArgumentException(kind.label() + " is not possible here: it needs " + kind.needs());
        });
        return kinds;
    }

    private static Fault kind(String label) {
        return Arrays.stream(Fault.values())
                .filter(kind -> kind.label().equals(label.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault " + label + ": choose of "
                        + Arrays.stream(Fault.values()).map(Fault::label).collect(Collectors.joining(", "))));
    }

    private void print(PrintWriter out, ChaosResult result) {
        if (json) {
            try {
                say(out, JSON.writeValueAsString(ChaosReport.json(result)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        } else {
            ChaosReport.table(result).forEach(line -> say(out, line));
        }
    }

    private static void say(PrintWriter to, String line) {
        to.println(line);
        to.flush();
    }
}
