package io.tributary.domain.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.rollup.Disclosure.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DisclosureTest {
    private static final int THRESHOLD = 20;

    private final Disclosure disclosure = new Disclosure(THRESHOLD);

    @Test
    void shouldWithholdTheNextSmallestBesideASmallOne() {
        assertThat(disclosure.among(List.of(size("a", 5), size("b", 40), size("c", 30)), true))
                .containsEntry("a", Withholding.SMALL)
                .containsEntry("b", Withholding.NONE)
                .containsEntry("c", Withholding.COMPLEMENT);
    }

    @Test
    void shouldLeaveOthersAloneWhereSmallOnesAreEnoughTogether() {
        assertThat(disclosure.among(List.of(size("a", 5), size("b", 15), size("c", 30)), true))
                .containsEntry("c", Withholding.NONE);
        assertThat(disclosure.among(List.of(size("a", 5), size("b", 15), size("c", 30)), false))
                .as("they may be the same merchants")
                .containsEntry("c", Withholding.COMPLEMENT);
    }

    @Test
    void shouldNotHideAGroupBehindOneWithoutRows() {
        List<Size> groups = List.of(size("a", 5), new Size("idle", 0, 50), size("c", 30));

        assertThat(disclosure.among(groups, true)).containsEntry("c", Withholding.COMPLEMENT);
    }

    @Test
    void shouldWithholdWhatLiesInAWithheldRegion() {
        List<Map<String, Withholding>> decided = disclosure.regions(
                List.of(size("53", 30), size("61", 5), size("62", 50)),
                Map.of(
                        "53",
                        List.of(size("5301", 30)),
                        "61",
                        List.of(size("6101", 5)),
                        "62",
                        List.of(size("6201", 50))),
                Map.of());

        assertThat(decided.get(0)).containsEntry("53", Withholding.COMPLEMENT).containsEntry("62", Withholding.NONE);
        assertThat(decided.get(1))
                .containsEntry("5301", Withholding.WITHIN)
                .containsEntry("6101", Withholding.SMALL)
                .containsEntry("6201", Withholding.NONE);
    }

    /**
     * Of any hierarchy of regions: no figure of a group that is withheld is a combination, with whatever factors, of figures that are
     * published, by elimination in the space that counties span.
     */
    @Property(tries = 300)
    void shouldLeaveNoWithheldFigureToBeHadFromPublishedOnes(
            @ForAll @IntRange(min = 1, max = 4) int provinces, @ForAll long seed) {
        java.util.Random random = new java.util.Random(seed);
        Map<String, Integer> counties = new LinkedHashMap<>();
        for (int province = 0; province < provinces; province++) {
            for (int prefecture = random.nextInt(3); prefecture >= 0; prefecture--) {
                for (int county = random.nextInt(4); county >= 0; county--) {
                    counties.put("" + (10 + province) + "0" + prefecture + "0" + county, 1 + random.nextInt(45));
                }
            }
        }
        long all = counties.values().stream().mapToLong(Integer::longValue).sum();
        if (all < THRESHOLD) {
            return;
        }
        List<Map<String, Withholding>> decided =
                disclosure.regions(sizes(counties, 2, 0).get(""), sizes(counties, 4, 2), sizes(counties, 6, 4));

        List<double[]> published = new ArrayList<>();
        published.add(vector(counties, ""));
        List<String> withheld = new ArrayList<>();
        for (Map<String, Withholding> level : decided) {
            level.forEach((value, why) -> {
                if (why == Withholding.NONE) {
                    assertThat(merchants(counties, value)).isGreaterThanOrEqualTo(THRESHOLD);
                    published.add(vector(counties, value));
                } else {
                    withheld.add(value);
                }
            });
        }
        int rank = rank(published);
        for (String each : withheld) {
            List<double[]> with = new ArrayList<>(published);
            with.add(vector(counties, each));
            assertThat(rank(with)).as("%s of %s by %s", each, counties, decided).isEqualTo(rank + 1);
        }
    }

    private static Map<String, List<Size>> sizes(Map<String, Integer> counties, int digits, int parentDigits) {
        Map<String, Map<String, Long>> byParent = new LinkedHashMap<>();
        counties.forEach((code, merchants) -> byParent.computeIfAbsent(
                        code.substring(0, parentDigits), any -> new LinkedHashMap<>())
                .merge(code.substring(0, digits), (long) merchants, Long::sum));
        Map<String, List<Size>> sizes = new LinkedHashMap<>();
        byParent.forEach((parent, values) -> {
            List<Size> list = new ArrayList<>();
            values.forEach((value, merchants) -> list.add(size(value, merchants)));
            sizes.put(parent, list);
        });
        return sizes;
    }

    private static Size size(String value, long merchants) {
        return new Size(value, merchants, merchants);
    }

    private static long merchants(Map<String, Integer> counties, String region) {
        return counties.entrySet().stream()
                .filter(each -> each.getKey().startsWith(region))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static double[] vector(Map<String, Integer> counties, String region) {
        return counties.keySet().stream()
                .mapToDouble(code -> code.startsWith(region) ? 1 : 0)
                .toArray();
    }

    private static int rank(List<double[]> vectors) {
        List<double[]> rows = new ArrayList<>();
        vectors.forEach(each -> rows.add(Arrays.copyOf(each, each.length)));
        int rank = 0;
        for (int column = 0; column < vectors.get(0).length && rank < rows.size(); column++) {
            int pivot = rank;
            while (pivot < rows.size() && Math.abs(rows.get(pivot)[column]) < 1e-9) {
                pivot++;
            }
            if (pivot < rows.size()) {
                java.util.Collections.swap(rows, rank, pivot);
                double[] row = rows.get(rank++);
                for (int other = rank; other < rows.size(); other++) {
                    double factor = rows.get(other)[column] / row[column];
                    for (int i = column; i < row.length; i++) {
                        rows.get(other)[i] -= factor * row[i];
                    }
                }
            }
        }
        return rank;
    }
}
