package io.tributary.bench;

import java.util.List;

/**
 * Something the bench measures beside throughput. Its class has a constructor without arguments and is named in
 * {@code META-INF/services/io.tributary.bench.Measurement}; the command runs those asked for in the order of that file, and puts
 * what they found into its JSON and into RESULTS.md.
 */
public interface Measurement {
    /** Its name for {@code --only} and in the JSON: one word in lower case. */
    String id();

    /** What it does, for {@code --help}: a clause of at most 65 characters, without a full stop. */
    String description();

    /**
     * Measures. Opens its own {@link BenchContext#openArena() arena} and closes it.
     *
     * @throws BenchException when it cannot go on, with one line on why and what helps
     */
    Result run(BenchContext context);

    /**
     * What was found.
     *
     * @param rows records, written as a JSON array of objects with the names of their components; NaN becomes null
     * @param tables the same for people, on standard output and in RESULTS.md
     * @param notes lines below the tables: what was discarded, what does not hold
     */
    record Result(List<? extends Record> rows, List<Table> tables, List<String> notes) {
        public Result {
            rows = List.copyOf(rows);
            tables = List.copyOf(tables);
            notes = List.copyOf(notes);
        }
    }
}
