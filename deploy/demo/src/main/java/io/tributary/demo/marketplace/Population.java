package io.tributary.demo.marketplace;

import io.tributary.demo.marketplace.Merchant.Kind;
import io.tributary.merchants.v1.SizeClass;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who sells what. Established merchants come first in a Zipf-like order of quality; newcomers and farm shops are as varied
 * among themselves but rank below, because the ranker has seen little of them. How well a merchant converts is drawn
 * independently of what the ranker thinks of it: that is what support programmes are for.
 */
public final class Population {
    private static final List<String> CATEGORIES =
            List.of("fresh-food", "grocery", "tea", "apparel", "home", "beauty", "toys", "electronics");
    private static final List<String> REGIONS =
            List.of("330110", "440305", "510107", "610113", "370102", "530627", "522633", "621122", "360731", "451026");
    private static final int FARM_CATEGORIES = 3;
    private static final int FARM_REGIONS_FROM = 5;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final double ZIPF_EXPONENT = 0.22;
    private static final double SMALL_ZIPF_EXPONENT = 0.14;
    private static final double ZIPF_OFFSET = 8;
    private static final double SMALL_QUALITY = 0.51;
    private static final double CONVERSION_SPREAD = 0.5;
    private static final int MIN_ITEMS = 8;
    private static final int MORE_ITEMS = 13;

    private final List<Merchant> merchants;
    private final int[] merchantOfItem;
    private final double[] affinity;
    private final long[] price;
    private final int[][] itemsByCategory;

    private Population(List<Merchant> merchants, SplittableRandom random) {
        this.merchants = List.copyOf(merchants);
        int items = merchants.stream().mapToInt(Merchant::items).sum();
        merchantOfItem = new int[items];
        affinity = new double[items];
        price = new long[items];
        List<List<Integer>> byCategory = new ArrayList<>();
        CATEGORIES.forEach(category -> byCategory.add(new ArrayList<>()));
        for (int m = 0; m < merchants.size(); m++) {
            Merchant merchant = merchants.get(m);
            for (int i = merchant.firstItem(); i < merchant.firstItem() + merchant.items(); i++) {
                merchantOfItem[i] = m;
                affinity[i] = Math.exp(0.15 * random.nextGaussian());
                price[i] = Math.max(100, Math.round(4_000 * Math.exp(0.8 * random.nextGaussian())));
                byCategory.get(merchant.category()).add(i);
            }
        }
        itemsByCategory = byCategory.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    public static Population create(MarketplaceSettings settings, SplittableRandom random) {
        int newcomers = (int) Math.round(settings.merchants() * settings.newcomerShare());
        int farms = (int) Math.round(settings.merchants() * settings.farmShare());
        int established = settings.merchants() - newcomers - farms;
        List<Merchant> merchants = new ArrayList<>();
        int firstItem = 0;
        for (int m = 0; m < settings.merchants(); m++) {
            Kind kind = m < established ? Kind.ESTABLISHED : m < established + newcomers ? Kind.NEWCOMER : Kind.FARM;
            int rank = m < established ? m : (m - established) % Math.max(1, kind == Kind.FARM ? farms : newcomers);
            Merchant merchant = merchant(m, kind, rank, firstItem, settings, random);
            merchants.add(merchant);
            firstItem += merchant.items();
        }
        return new Population(merchants, random);
    }

    private static Merchant merchant(
            int index, Kind kind, int rank, int firstItem, MarketplaceSettings settings, SplittableRandom random) {
        boolean small = kind != Kind.ESTABLISHED;
        boolean agri = kind == Kind.FARM || (kind == Kind.NEWCOMER && random.nextDouble() < 0.15);
        double zipf = Math.pow(1 + rank / ZIPF_OFFSET, small ? -SMALL_ZIPF_EXPONENT : -ZIPF_EXPONENT);
        // Log-normal with the mean asked for, whatever the spread.
        double conversion = settings.buying().meanConversion()
                * Math.exp(CONVERSION_SPREAD * random.nextGaussian() - CONVERSION_SPREAD * CONVERSION_SPREAD / 2);
        long ageDays = kind == Kind.NEWCOMER ? 5 + random.nextInt(145) : 365 + random.nextInt(2_500);
        return new Merchant(
                String.format("m%05d", index),
                kind,
                size(kind, rank, random),
                agri,
                settings.startMillis() - ageDays * DAY_MILLIS,
                agri ? random.nextInt(FARM_CATEGORIES) : random.nextInt(CATEGORIES.size()),
                REGIONS.get(
                        agri
                                ? FARM_REGIONS_FROM + random.nextInt(REGIONS.size() - FARM_REGIONS_FROM)
                                : random.nextInt(REGIONS.size())),
                0.85 + 0.14 * random.nextDouble(),
                (small ? SMALL_QUALITY : 1) * zipf,
                Math.min(1, conversion),
                firstItem,
                MIN_ITEMS + random.nextInt(MORE_ITEMS));
    }

    private static SizeClass size(Kind kind, int rank, SplittableRandom random) {
        if (kind != Kind.ESTABLISHED) {
            return random.nextDouble() < 0.6 ? SizeClass.MICRO : SizeClass.SMALL;
        }
        if (rank < 20) {
            return SizeClass.LARGE;
        }
        return random.nextDouble() < 0.5 ? SizeClass.MEDIUM : SizeClass.SMALL;
    }

    public List<Merchant> merchants() {
        return merchants;
    }

    int items() {
        return merchantOfItem.length;
    }

    int merchantOf(int item) {
        return merchantOfItem[item];
    }

    double affinity(int item) {
        return affinity[item];
    }

    /** Price of one unit, minor units of CNY. */
    long price(int item) {
        return price[item];
    }

    int categories() {
        return CATEGORIES.size();
    }

    int[] itemsOf(int category) {
        return itemsByCategory[category];
    }

    static String categoryName(int category) {
        return CATEGORIES.get(category);
    }
}
