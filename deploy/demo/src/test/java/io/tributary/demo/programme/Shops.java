package io.tributary.demo.programme;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.BucketRange;
import io.tributary.merchants.v1.SizeClass;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The merchants of a {@link RandomTrade}: how large, where, and in which of two programmes. One of them grows and leaves. */
final class Shops {
    static final Map<String, BucketRange> HOLDOUTS =
            Map.of("farm", new BucketRange(0, 100), "town", new BucketRange(50, 250));
    static final String LEAVER = "merchant-0";
    private static final List<SizeClass> SIZES = List.of(SizeClass.MICRO, SizeClass.SMALL, SizeClass.LARGE);

    private long leftAt = Long.MAX_VALUE;

    /** From then on {@link #LEAVER} is large, epoch milliseconds. */
    void leavesAt(long time) {
        leftAt = time;
    }

    List<String> merchants() {
        return IntStream.range(0, 36).mapToObj(number -> "merchant-" + number).toList();
    }

    private static int number(String merchant) {
        return Integer.parseInt(merchant.substring(merchant.indexOf('-') + 1));
    }

    SizeClass size(String merchant, long time) {
        return merchant.equals(LEAVER) && time >= leftAt ? SizeClass.LARGE : SIZES.get(number(merchant) % SIZES.size());
    }

    /** Two provinces, of which one has few of the farm's merchants; counties of many and of few. */
    String region(String merchant) {
        int place = number(merchant) / SIZES.size();
        if (place < 6) {
            return place < 3 ? "530102" : "530103";
        }
        if (place < 10) {
            return place == 6 ? "530122" : "530402";
        }
        return "450102";
    }

    boolean isMember(String programmeId, String merchant, long time) {
        SizeClass size = size(merchant, time);
        return size == SizeClass.MICRO || size == SizeClass.SMALL && programmeId.equals("town");
    }

    Arm arm(String merchant, long time, int bucket) {
        List<BucketRange> holdouts = HOLDOUTS.keySet().stream()
                .filter(programme -> isMember(programme, merchant, time))
                .map(HOLDOUTS::get)
                .toList();
        if (bucket < 0 || holdouts.isEmpty()) {
            return Arm.NONE;
        }
        return holdouts.stream().allMatch(each -> contains(each, bucket)) ? Arm.HOLDOUT : Arm.TREATMENT;
    }

    static boolean contains(BucketRange range, int bucket) {
        return bucket >= range.getFrom() && bucket < range.getTo();
    }
}
