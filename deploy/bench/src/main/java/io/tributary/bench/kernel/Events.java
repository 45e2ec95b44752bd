package io.tributary.bench.kernel;

import io.tributary.bench.workload.Workload;
import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Events of a workload by kind. */
final class Events {
    /** An event with its key. */
    record Keyed<T>(String merchantId, T event) {}

    /** Charged to nobody. */
    final List<Keyed<Impression>> plain = new ArrayList<>();
    /** Each charged to a grant. */
    final List<Keyed<Impression>> charged = new ArrayList<>();

    final List<Keyed<OrderLine>> orders = new ArrayList<>();

    /**
     * @param most events kept of each kind
     * @param time of all of them, epoch milliseconds
     */
    Events(WorkloadSettings settings, int most, long time) {
        Workload workload = new Workload(settings);
        Set<String> ids = new HashSet<>();
        Workload.Sink sink = new Workload.Sink() {
            @Override
            public void impression(String merchantId, Impression impression) {
                boolean gained = impression.getFinalRank() < impression.getBaseRank();
                List<Keyed<Impression>> kind = impression.getDirectiveId() == null ? plain : gained ? charged : null;
                if (kind != null && kind.size() < most && ids.add(impression.getImpressionId())) {
                    kind.add(new Keyed<>(merchantId, impression));
                }
            }

            @Override
            public void order(String merchantId, OrderLine order) {
                if (orders.size() < most) {
                    orders.add(new Keyed<>(merchantId, order));
                }
            }
        };
        while (plain.size() < most || charged.size() < most || orders.size() < most) {
            workload.next(sink, time);
        }
    }
}
