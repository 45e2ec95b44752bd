package io.tributary.demo.evaluate.rerank;

import io.tributary.demo.evaluate.LinePlot;
import io.tributary.testkit.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fair exposure at a bounded cost to relevance. */
@Command(
        name = "rerank",
        mixinStandardHelpOptions = true,
        description = {
            "Shares exposure among providers by re-ranking recorded scores, and says what it cost and what came of it.",
            "Requests come one by one; what is shown is fed back as exposures. Beside the service's allocation policy"
                    + " (service) and a study of how evenly its measure of need can share (tributary) stand the"
                    + " ranker's own order (none), published methods (CPFair, ElasticRank, FairSync, P-MMF,"
                    + " ManifoldRank), each at its best within the relevance budget, searched with hindsight, and an upper"
                    + " bound on MMF (bound)."
        },
        footer = {
            "",
            "NDCG and u_loss (mean loss of score per item) say what shoppers lose. MinMaxRatio, MMF (share of the worst-off"
                    + " half), GINI, Entropy and EF (elastic fairness) say how evenly providers share utility: the sum of the"
                    + " scores of their items shown. Lower is better for u_loss and GINI.",
            "",
            "Examples:",
            "  tributary evaluate rerank --scores scores.csv.gz --providers providers.csv",
            "  tributary evaluate rerank --scores s.csv --providers p.csv --k 10 --plot f.svg"
        })
public final class RerankCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scores",
            paramLabel = "FILE",
            required = true,
            description = "CSV file user,item,score of the ranker's scores, finite and not below 0; may end with .gz."
                    + " One request a user; an item that is not in a user's rows is no candidate.")
    private Path scores;

    @Option(
            names = "--providers",
            paramLabel = "FILE",
            required = true,
            description = "CSV file item,provider; may end with .gz.")
    private Path providers;

    @Option(
            names = "--k",
            paramLabel = "N",
            split = ",",
            defaultValue = "5,10,20",
            description = "Items per request; each is evaluated by itself (default: 5,10,20). A user with fewer"
                    + " candidates is shown them all.")
    private List<Integer> ks;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "file",
            converter = RequestOrder.Converter.class,
            description = "file: as the file has them; shuffle:SEED: shuffled (default: file).")
    private RequestOrder order;

    @Option(
            names = "--users",
            paramLabel = "WHICH",
            defaultValue = "all",
            description = "all, or every other user: even (the first, third ...) or odd (default: all).")
    private UserHalf users;

    @Option(
            names = "--relevance-budget",
            paramLabel = "BUDGET",
            converter = RelevanceBudget.Converter.class,
            description = "Loss of score per item, on average, that shoppers may bear: .0086 (units of score) or 0.7%%"
                    + " (of the mean score of the best k), for all k or by k: 5=.0067,10=.0086. Default: 0.438%% at"
                    + " k = 5, 0.657%% at 10, 1.028%% at 20, which is what was published for ManifoldRank on"
                    + " FairDiverse's steam data (.0067, .0086, .0113); linear in log k between, the nearest beyond.")
    private RelevanceBudget budget = RelevanceBudget.DEFAULT;

    @Option(
            names = "--refresh",
            paramLabel = "N",
            defaultValue = "1",
            description = "Boosts are computed anew every N decisions only (default: 1).")
    private int refresh;

    @Option(
            names = "--delay",
            paramLabel = "N",
            defaultValue = "0",
            description = "What was shown becomes known N decisions later (default: 0).")
    private int delay;

    @Option(
            names = "--methods",
            paramLabel = "NAME",
            split = ",",
            description = "Evaluate only these, by the names of the table (default: all).")
    private Set<String> methods = Set.of();

    @Option(
            names = "--plot",
            paramLabel = "FILE.svg",
            description = "Also draw MMF against loss over several budgets; with several k, a file each (FILE-k5.svg).")
    private Path plot;

    @Option(
            names = "--json",
            description = "Print one JSON array of {k, method, ndcg, uLoss, minMaxRatio, mmf, gini, entropy, ef,"
                    + " nanosPerDecision}; what a method does not have is null.")
    private boolean json;

    @Override
    public Integer call() {
        RerankSettings settings = new RerankSettings(ks, budget, refresh, delay, methods);
        LinePlot.requireWritable(plot);
        ScoreMatrix all = ScoreReader.read(scores, providers);
        ScoreMatrix matrix = new ScoreMatrix(order.of(users.of(all.requests())), all.providers());
        CommandLine commands = spec.commandLine();
        RerankEvaluation evaluation = new RerankEvaluation(matrix, settings, commands.getErr()::println);
        List<RerankRow> rows = evaluation.rows();
        if (plot != null) {
            new Frontier(evaluation).write(plot);
        }
        if (json) {
            commands.getOut().println(Json.line(rows));
        } else {
            RerankText.lines(matrix, rows).forEach(commands.getOut()::println);
        }
        return 0;
    }
}
