package io.tributary.demo.evaluate.rerank;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code user,item,score} and {@code item,provider}. An evaluation on part of the data would be wrong without anybody
 * noticing, so the first row that cannot be understood ends the reading.
 */
final class ScoreReader {
    static final String SCORES_HEADER = "user,item,score";
    static final String PROVIDERS_HEADER = "item,provider";

    private final Map<String, Integer> providerOf = new HashMap<>();
    private final Map<String, Integer> providers = new LinkedHashMap<>();
    private final Map<String, Candidates> users = new LinkedHashMap<>();

    private ScoreReader() {}

    /** The requests in the order of the users' first rows. */
    static ScoreMatrix read(Path scores, Path providers) {
        ScoreReader reader = new ScoreReader();
        CsvRows.read("providers", providers, PROVIDERS_HEADER, reader::provider);
        CsvRows.read("scores", scores, SCORES_HEADER, reader::score);
        if (reader.users.isEmpty()) {
            throw new IllegalArgumentException("scores file " + scores + " has no row below its header: no candidates");
        }
        List<Request> requests = new ArrayList<>(reader.users.size());
        reader.users.forEach((user, candidates) -> requests.add(candidates.request(user)));
        return new ScoreMatrix(requests, List.copyOf(reader.providers.keySet()));
    }

    private void provider(String[] fields) {
        int provider = providers.computeIfAbsent(fields[1], name -> providers.size());
        if (providerOf.putIfAbsent(fields[0], provider) != null) {
            throw new IllegalArgumentException("item " + fields[0] + " is here for the second time: list it once");
        }
    }

    private void score(String[] fields) {
        Integer provider = providerOf.get(fields[1]);
        if (provider == null) {
            throw new IllegalArgumentException(
                    "item " + fields[1] + " has no provider: add it to the file given with --providers");
        }
        users.computeIfAbsent(fields[0], user -> new Candidates()).add(fields[1], number(fields[2]), provider);
    }

    private static double number(String text) {
        double score;
        try {
            score = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("score must be a number, not \"" + text + "\"", e);
        }
        if (!(score >= 0) || Double.isInfinite(score)) {
            throw new IllegalArgumentException(
                    "score must be finite and not below 0, not " + text + ": shift or clip the ranker's scores first");
        }
        return score;
    }

    /** What one user may be shown. */
    private static final class Candidates {
        private final Set<String> items = new HashSet<>();
        private final List<Double> scores = new ArrayList<>();
        private final List<Integer> providers = new ArrayList<>();

        void add(String item, double score, int provider) {
            if (!items.add(item)) {
                throw new IllegalArgumentException(
                        "item " + item + " is a candidate of this user already: list it once");
            }
            scores.add(score);
            providers.add(provider);
        }

        Request request(String user) {
            return Request.of(
                    user,
                    scores.stream().mapToDouble(Double::doubleValue).toArray(),
                    providers.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
