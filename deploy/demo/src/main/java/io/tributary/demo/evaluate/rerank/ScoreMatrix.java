package io.tributary.demo.evaluate.rerank;

import java.util.List;

/**
 * Scores of all requests, in the order in which they are served.
 *
 * @param requests at least one
 * @param providers names of the providers; one that has no candidate anywhere counts as well, with nothing
 */
record ScoreMatrix(List<Request> requests, List<String> providers) {
    ScoreMatrix {
        requests = List.copyOf(requests);
        providers = List.copyOf(providers);
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("there are no candidates: the scores have no row");
        }
        if (providers.size() < 2) {
            throw new IllegalArgumentException(
                    "there is a single provider, " + providers.get(0) + ": sharing exposure takes two or more");
        }
        if (requests.stream().allMatch(request -> request.sorted()[0] == 0)) {
            throw new IllegalArgumentException("all scores are 0: there is no relevance to share out");
        }
    }

    int providerCount() {
        return providers.size();
    }

    /** Mean over requests of (sum of the k highest scores) / k: what an item shown is worth without support. */
    double meanTopScore(int k) {
        return requests.stream()
                        .mapToDouble(request -> request.topSum(k))
                        .average()
                        .orElseThrow()
                / k;
    }

    long candidates() {
        return requests.stream().mapToLong(Request::size).sum();
    }
}
