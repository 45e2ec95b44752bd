package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a merchant task has counted of one day by group and bucket and not told of yet. An event adds to the groups of its merchant, which are
 * found by its membership: nearly all events have one of a few, which are compared one after the other, since a table would cost an event
 * five times as much.
 *
 * <p>It is stored in {@value #SEGMENTS} segments of {@value #SEGMENT_BUCKETS} buckets each, of all groups together: an event changes one
 * segment, and a commit writes those that changed.
 */
public final class UntoldDay {
    static final int SEGMENTS = 20;
    static final int SEGMENT_BUCKETS = BucketRange.BUCKETS / SEGMENTS;

    private static final int NEAR = 8;

    private final long start;
    private final long end;
    private final Map<BucketGroup, BucketCounts> groups = new LinkedHashMap<>();
    /** Of each membership that was seen, the groups that it counts in. */
    private final Map<Membership, BucketCounts[]> byMembership = new IdentityHashMap<>();

    /** The first memberships that were seen, and their groups. */
    private final Membership[] near = new Membership[NEAR];

    private final BucketCounts[][] nearGroups = new BucketCounts[NEAR][];

    /** A bit of each segment that is not as it was written last. */
    private int changed;
    /** A bit of each segment that has a record. */
    private int written;

    UntoldDay(long start, long end) {
        this.start = start;
        this.end = end;
    }

    /** Epoch milliseconds, inclusive. */
    public long start() {
        return start;
    }

    /** Epoch milliseconds, exclusive. */
    public long end() {
        return end;
    }

    boolean contains(long time) {
        return time >= start && time < end;
    }

    /** What each group counted. */
    public Map<BucketGroup, BucketCounts> groups() {
        return Collections.unmodifiableMap(groups);
    }

    void exposed(Membership membership, int bucket, int by) {
        changed |= 1 << bucket / SEGMENT_BUCKETS;
        for (BucketCounts each : of(membership)) {
            each.exposed(bucket, by);
        }
    }

    void ordered(Membership membership, int bucket, int orders, int units) {
        changed |= 1 << bucket / SEGMENT_BUCKETS;
        for (BucketCounts each : of(membership)) {
            each.ordered(bucket, orders, units);
        }
    }

    /** Whether all groups could count it. */
    boolean sold(Membership membership, int bucket, String currency, long amount) {
        changed |= 1 << bucket / SEGMENT_BUCKETS;
        boolean counted = true;
        for (BucketCounts each : of(membership)) {
            counted &= each.sold(bucket, currency, amount);
        }
        return counted;
    }

    /** A membership is the same object for all merchants of whom it is true. */
    @SuppressWarnings("ReferenceEquality")
    private BucketCounts[] of(Membership membership) {
        for (int i = 0; i < NEAR; i++) {
            if (near[i] == membership) {
                return nearGroups[i];
            }
        }
        return look(membership);
    }

    private BucketCounts[] look(Membership membership) {
        BucketCounts[] known = byMembership.get(membership);
        if (known == null) {
            known = join(membership);
            int place = byMembership.size();
            byMembership.put(membership, known);
            if (place < NEAR) {
                near[place] = membership;
                nearGroups[place] = known;
            }
        }
        return known;
    }

    private BucketCounts[] join(Membership membership) {
        List<BucketCounts> joined = new ArrayList<>();
        joined.add(group(BucketGroup.MERCHANTS));
        if (!membership.isEmpty()) {
            joined.add(group(BucketGroup.MEMBERS));
        }
        for (Membership.Terms terms : membership.terms()) {
            joined.add(group(BucketGroup.of(terms)));
        }
        return joined.toArray(BucketCounts[]::new);
    }

    private BucketCounts group(BucketGroup group) {
        return groups.computeIfAbsent(group, unknown -> new BucketCounts());
    }

    /** Forgets what was counted: it was told. */
    void told() {
        groups.clear();
        byMembership.clear();
        Arrays.fill(near, null);
        Arrays.fill(nearGroups, null);
        changed |= written;
    }

    /** Whether anything is counted. */
    boolean isCounted() {
        return !groups.isEmpty();
    }

    /** Whether nothing is counted and nothing is stored, or will be. */
    boolean isGone() {
        return groups.isEmpty() && written == 0 && changed == 0;
    }

    /** Takes a segment of the store: its bytes, or null to delete it. */
    interface Sink {
        void segment(int number, byte[] bytes);
    }

    void writeChanges(StateWriter writer, Sink sink) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
            int bit = 1 << segment;
            if ((changed & bit) == 0) {
                continue;
            }
            if (write(segment, writer)) {
                sink.segment(segment, writer.toByteArray());
                written |= bit;
            } else if ((written & bit) != 0) {
                sink.segment(segment, null);
                written &= ~bit;
            }
        }
        changed = 0;
    }

    private boolean write(int segment, StateWriter writer) {
        int from = segment * SEGMENT_BUCKETS;
        return UntoldFormat.write(groups, from, from + SEGMENT_BUCKETS, writer);
    }

    /** Takes back a segment that was written; null for one that was not. */
    void read(int segment, byte[] bytes) {
        if (bytes == null) {
            return;
        }
        written |= 1 << segment;
        UntoldFormat.read(bytes, segment * SEGMENT_BUCKETS, this::group);
    }
}
