package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.ClauseReading.Numbers;
import io.tributary.domain.eligibility.ClauseReading.TimeUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A clause written in Java. */
public record TestClause(Clause clause, ClauseReading reading, Function<Situation, Verdict> says)
        implements CompiledClause {

    /** One that says what it is told, and depends on the time as it is told. */
    public static TestClause of(
            String id, TimeUse time, Function<Situation, Verdict> verdict, MerchantField... fields) {
        Set<String> names = Stream.of(fields).map(MerchantField::fieldName).collect(Collectors.toSet());
        ClauseReading reading = new ClauseReading(
                names, List.of(), new Numbers(List.of(), List.of()), Set.of(), Set.of(), time, Set.of());
        return new TestClause(new Clause(id, "test", new LocalizedText("原因", "Reason")), reading, verdict);
    }

    /** Looks values of a field that has many up in a list, and holds when one of them is on it. */
    public static TestClause lookingUp(MerchantField field, String list) {
        ClauseReading reading = new ClauseReading(
                Set.of(field.fieldName()),
                List.of(),
                new Numbers(List.of(), List.of()),
                Set.of(),
                Set.of(list),
                new TimeUse(List.of(), List.of(), false, false),
                Set.of());
        return new TestClause(
                new Clause("looks-up", "test", new LocalizedText("原因", "Reason")),
                reading,
                situation -> holdsIf(((List<?>) situation.values().get(field.fieldName()))
                        .stream().anyMatch(situation.lists().get(list)::contains)));
    }

    /** One that reads these attributes. */
    public static TestClause reading(
            String id, UnknownPolicy unknown, long minimumSample, Function<Situation, Verdict> says, String... names) {
        TimeUse time = new TimeUse(List.of(), List.of(), false, false);
        ClauseReading reading = new ClauseReading(
                Set.of(), List.of(), new Numbers(List.of(), List.of()), Set.of(), Set.of(), time, Set.of(names));
        Clause clause = new Clause(id, "test", new LocalizedText("原因", "Reason"), unknown, minimumSample);
        return new TestClause(clause, reading, says);
    }

    /** Says the same at any time. */
    public static TestClause always(String id, Verdict verdict) {
        return of(id, new TimeUse(List.of(), List.of(), false, false), situation -> verdict);
    }

    public static Verdict holdsIf(boolean condition) {
        return condition ? Verdict.HOLDS : Verdict.FAILS;
    }

    @Override
    public Optional<String> fault() {
        return Optional.empty();
    }

    @Override
    public Verdict evaluate(Situation situation) {
        return says.apply(situation);
    }
}
