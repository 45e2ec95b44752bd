package io.tributary.cli;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.explain.CaseExplainer;
import io.tributary.explain.MerchantCase;
import io.tributary.explain.Page;
import io.tributary.explain.RuleHistory;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.schemas.Topics;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains how a merchant stands in programmes, or how one decision came about. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Explains how a merchant stands in programmes: rule, each clause with the facts it saw, what is missing, how the grant was"
                    + " computed number by number, directive, benefits and coupons, exposures charged, ledger and appeals.",
            "With --decision: how that decision came about, and what became of it."
        },
        footer = {
            "",
            "Examples:",
            "  tributary programmes explain m-00042",
            "  tributary programmes explain m-00042 --programme farm --lang en",
            "  tributary programmes explain --decision farm~1~3~m-00042 --since -90d --json"
        })
final class ProgrammeExplainCommand implements Callable<Integer> {
    private static final char SEPARATOR = '~';
    /** Programme, version and number stand before the merchant in a decision's id. */
    private static final int PARTS_BEFORE_MERCHANT = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--decision", paramLabel = "ID", description = "A decision, as entitlements and decisions name it.")
    private String decision;

    @Option(names = "--programme", paramLabel = "ID", description = "Only this programme.")
    private String programme;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "-30d",
            description = "How far back decisions and ledger are read: " + Moment.HELP + "; default ${DEFAULT-VALUE}.")
    private String since;

    @Mixin
    private PageOptions form;

    @Parameters(arity = "0..1", paramLabel = "MERCHANT", description = "The merchant; left out with --decision.")
    private String merchant;

    @Override
    public Integer call() {
        String id = merchant();
        long now = System.currentTimeMillis();
        CaseExplainer explainer = new CaseExplainer(
                read(options.connect(), id, Moment.parse("--since", since, now, ZoneId.systemDefault()), now));
        Page page = decision == null ? explainer.standing(programme) : explainer.decision(decision);
        form.write(page, spec.commandLine().getOut());
        return 0;
    }

    /** The merchant that is named, or the one of the decision's id. */
    private String merchant() {
        if ((merchant == null) == (decision == null)) {
            throw new IllegalArgumentException("name a merchant, or a decision with --decision");
        }
        if (merchant != null) {
            return merchant;
        }
        String[] parts = decision.split(String.valueOf(SEPARATOR), PARTS_BEFORE_MERCHANT + 1);
        if (parts.length <= PARTS_BEFORE_MERCHANT) {
            throw new IllegalArgumentException("--decision '" + decision
                    + "': is no id of a decision; entitlements have them, such as farm~1~3~m-00042");
        }
        return parts[PARTS_BEFORE_MERCHANT];
    }

    private static MerchantCase read(SettingsOptions.Connection connection, String id, long since, long now) {
        List<Entitlement> entitlements = KeyedRecords.read(connection, Topics.ENTITLEMENTS, id, 0);
        List<BoostDirective> directives = KeyedRecords.read(connection, Topics.BOOST_DIRECTIVES, id, 0);
        List<MerchantDecisions> decisions = KeyedRecords.read(connection, Topics.DECISIONS, id, since);
        List<LedgerEntry> ledger = KeyedRecords.read(connection, Topics.LEDGER, id, since);
        List<BenefitChange> benefits = KeyedRecords.read(connection, Topics.BENEFITS, id, 0);
        List<Feedback> feedback = KeyedRecords.read(connection, Topics.FEEDBACK, id, since);
        RuleHistory rules = RuleHistory.of(
                LatestRecords.read(connection, Topics.PROGRAMMES_HISTORY).values());
        return new MerchantCase(
                id,
                new MerchantCase.Now(last(entitlements), last(directives), now),
                new MerchantCase.History(decisions, ledger, benefits, feedback),
                rules);
    }

    /** The last one, which may be a tombstone. */
    private static <T> T last(List<T> all) {
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
