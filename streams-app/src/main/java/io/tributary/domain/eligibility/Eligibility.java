package io.tributary.domain.eligibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A programme's clauses, and the conditions of its hard exits and stages. Expressions see {@code merchant} (the {@link MerchantField}s), {@code lists} (entries by list name) and
 * {@code now} (epoch milliseconds). {@link ClauseCheck} refuses bad clauses before they are published; here one whose types do not fit
 * decides like one that cannot be evaluated, so that it stops nobody's work. Immutable.
 */
public final class Eligibility {
    private final List<CompiledClause> clauses;
    private final List<CompiledClause> exits;
    private final List<CompiledClause> stages;
    private final List<CompiledClause> all;
    private final ReviewTimes reviews;
    private final Set<String> lists;
    /** The outcome for all who are eligible. */
    private final Outcome eligible;

    /** Of a programme without hard exits, and without clauses of stages. */
    public Eligibility(List<CompiledClause> clauses) {
        this(clauses, List.of(), List.of());
    }

    /**
     * @param exits conditions of the programme's hard exits, in their order
     * @param stages clauses of its stages, which are asked as a period begins
     */
    public Eligibility(List<CompiledClause> clauses, List<CompiledClause> exits, List<CompiledClause> stages) {
        this.clauses = List.copyOf(clauses);
        this.exits = List.copyOf(exits);
        this.stages = List.copyOf(stages);
        List<CompiledClause> reviewed =
                Stream.concat(clauses.stream(), exits.stream()).toList();
        this.all = Stream.concat(reviewed.stream(), stages.stream()).toList();
        this.reviews = new ReviewTimes(reviewed);
        this.lists = Set.copyOf(ClauseCheck.lists(all));
        this.eligible = Outcome.of(
                true,
                clauses.stream()
                        .map(each -> new DecidedClause(each.clause().id(), Verdict.HOLDS))
                        .toList());
    }

    /**
     * Decides for one merchant. A clause that cannot be evaluated (an unknown list, say) does not hold: no support is given on a rule
     * that cannot be read. Where only clauses are in the way that await an attribute, everything stays as it is.
     *
     * @param takesPart whether the merchant is eligible by the decision that stands
     */
    public Outcome decide(Situation situation, boolean takesPart) {
        List<DecidedClause> failed = null;
        List<DecidedClause> awaited = null;
        for (CompiledClause each : clauses) {
            Verdict verdict = each.verdict(situation);
            if (verdict == Verdict.AWAITED) {
                awaited = awaited == null ? new ArrayList<>() : awaited;
                awaited.add(new DecidedClause(each.clause().id(), verdict));
            } else if (verdict != Verdict.HOLDS) {
                failed = failed == null ? new ArrayList<>() : failed;
                failed.add(new DecidedClause(each.clause().id(), verdict));
            }
        }
        if (failed != null) {
            return Outcome.of(false, failed);
        }
        return awaited == null ? eligible : Outcome.of(takesPart, awaited);
    }

    /** The same for a merchant that takes no part. */
    public Outcome decide(Situation situation) {
        return decide(situation, false);
    }

    /** What each hard exit says of a merchant, in their order. */
    public List<Verdict> exits(Situation situation) {
        return exits.isEmpty()
                ? List.of()
                : exits.stream().map(each -> each.verdict(situation)).toList();
    }

    /** What a stage's clause of this id says of a merchant; it does not hold where there is none. */
    public Verdict ofStage(String id, Situation situation) {
        for (CompiledClause each : stages) {
            if (each.clause().id().equals(id)) {
                return each.verdict(situation);
            }
        }
        return Verdict.FAILS;
    }

    /** What was known of a merchant, as far as the clause of this id asks for it. */
    public Facts facts(String id, Situation situation, long rulesDigest) {
        List<CompiledClause> asking =
                all.stream().filter(each -> each.clause().id().equals(id)).toList();
        return Facts.of(situation, fields(asking), attributes(asking), rulesDigest);
    }

    /**
     * When a merchant of whom nothing else becomes known is to be decided again: the first time at which a clause or an exit may say something else
     * because a tag ends, an age is reached or a time has come. Before that the outcome is the same.
     *
     * @return epoch milliseconds, later than the situation's; {@link Long#MAX_VALUE} for never
     */
    public long reviewAt(Situation situation) {
        return reviews.next(situation);
    }

    /** Fields of the merchant that the clauses read, without those that no merchant has. */
    public List<MerchantField> fields() {
        return fields(all);
    }

    private static List<MerchantField> fields(List<CompiledClause> clauses) {
        return clauses.stream()
                .flatMap(each -> each.reading().fields().stream())
                .map(MerchantField::named)
                .filter(field -> field != null)
                .distinct()
                .sorted()
                .toList();
    }

    /** Names of the lists that the clauses name. */
    public Set<String> lists() {
        return lists;
    }

    /** Attributes of the merchant that the clauses read. */
    public Set<String> attributes() {
        return attributes(all);
    }

    private static Set<String> attributes(List<CompiledClause> clauses) {
        return clauses.stream()
                .flatMap(each -> each.reading().attributes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Attributes that the clause of that id reads; none when there is no such clause. */
    public Set<String> attributes(String id) {
        return attributes(
                all.stream().filter(each -> each.clause().id().equals(id)).toList());
    }

    /** The clause, or the exit's or stage's, of that id, or null. */
    public Clause clause(String id) {
        for (CompiledClause each : all) {
            if (each.clause().id().equals(id)) {
                return each.clause();
            }
        }
        return null;
    }
}
