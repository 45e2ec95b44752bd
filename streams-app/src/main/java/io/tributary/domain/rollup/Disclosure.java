package io.tributary.domain.rollup;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which groups are withheld because they are small, and which because what is withheld could be had by subtraction otherwise.
 *
 * <p>Groups of one whole add up to it, and the whole is published. So whoever takes the published ones off from it has what the withheld ones
 * come to together: these must be as many merchants as the threshold together. In a region that is withheld everything is,
 * so that nothing but such remainders can be had of a hierarchy of regions: they are disjoint, and each is large enough (complementary
 * suppression, L. Willenborg and T. de Waal, Elements of Statistical Disclosure Control, 2001, chapter 6).
 */
public final class Disclosure {
    /** Fewest merchants of a group that is published, unless it is said otherwise. */
    public static final long THRESHOLD = 20;

    private final long threshold;

    /**
     * @param threshold fewest merchants of a group that is published
     */
    public Disclosure(long threshold) {
        this.threshold = threshold;
    }

    /**
     * How many merchants a group has.
     *
     * @param active those of which rows add up to its figures
     * @param all the same and those of which there is nothing but that they are in the group
     */
    public record Size(String value, long active, long all) {}

    public long threshold() {
        return threshold;
    }

    /** Whether a group is too small to be published by itself. */
    public boolean isSmall(Size size) {
        return size.all < threshold || size.active > 0 && size.active < threshold;
    }

    /**
     * Decides about the groups of one whole.
     *
     * @param groups all of them
     * @param disjoint whether no merchant is in two of them: then they are as many as their sum, else at least as many as the largest
     */
    public Map<String, Withholding> among(List<Size> groups, boolean disjoint) {
        Map<String, Withholding> decided = new LinkedHashMap<>();
        groups.forEach(each -> decided.put(each.value, isSmall(each) ? Withholding.SMALL : Withholding.NONE));
        if (!decided.containsValue(Withholding.SMALL)) {
            return decided;
        }
        List<Size> published = groups.stream()
                .filter(each -> decided.get(each.value) == Withholding.NONE)
                .sorted(Comparator.comparingLong(Size::active)
                        .thenComparingLong(Size::all)
                        .thenComparing(Size::value))
                .toList();
        for (Size next : published) {
            List<Size> withheld = groups.stream()
                    .filter(each -> decided.get(each.value) != Withholding.NONE)
                    .toList();
            if (isEnough(withheld, disjoint)) {
                break;
            }
            decided.put(next.value, Withholding.COMPLEMENT);
        }
        return decided;
    }

    private boolean isEnough(List<Size> withheld, boolean disjoint) {
        boolean isActive = withheld.stream().anyMatch(each -> each.active > 0);
        long together = 0;
        for (Size each : withheld) {
            long merchants = isActive ? each.active : each.all;
            together = disjoint ? together + merchants : Math.max(together, merchants);
        }
        return together >= threshold;
    }

    /**
     * Decides about regions.
     *
     * @param provinces sizes of provinces
     * @param within sizes of prefectures by province, and of counties by prefecture
     * @return by the value of each level's region: of provinces, prefectures, counties
     */
    public List<Map<String, Withholding>> regions(
            List<Size> provinces, Map<String, List<Size>> prefectures, Map<String, List<Size>> counties) {
        Map<String, Withholding> first = among(provinces, true);
        Map<String, Withholding> second = within(first, prefectures);
        return List.of(first, second, within(second, counties));
    }

    private Map<String, Withholding> within(Map<String, Withholding> wholes, Map<String, List<Size>> parts) {
        Map<String, Withholding> decided = new LinkedHashMap<>();
        parts.forEach((whole, groups) -> {
            if (wholes.get(whole) == Withholding.NONE) {
                decided.putAll(among(groups, true));
            } else {
                groups.forEach(each -> decided.put(each.value, isSmall(each) ? Withholding.SMALL : Withholding.WITHIN));
            }
        });
        return decided;
    }
}
