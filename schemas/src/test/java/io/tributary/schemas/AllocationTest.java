package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tributary.common.v1.ItemScope;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.ItemFacts;
import io.tributary.pool.v1.Beat;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostRequest;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import io.tributary.schemas.serde.AvroSerdes;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What happens for every impression or every request must not feed the garbage collector more than its result. */
class AllocationTest {
    private static final int RUNS = 200_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Impression impression = Impression.newBuilder()
            .setImpressionId("imp-0123456789abcdef")
            .setRequestId("req-0123456789abcdef")
            .setItemId("item-12345")
            .setSurface(Surface.FEED)
            .setPosition(3)
            .setViewable(true)
            .setBucket(17)
            .setTime(1_700_000_000_000L)
            .build();

    private Object result;

    @Test
    void shouldAllocateOnlyTheRecordWhenReadingAnImpression() {
        Serde<Impression> serde = AvroSerdes.inMemory().of(Topics.IMPRESSIONS);
        byte[] bytes = serde.serializer().serialize("impressions", impression);
        // the record of about 72 bytes and three strings of about 64
        assertThat(perRun(() -> result = serde.deserializer().deserialize("impressions", bytes)))
                .isLessThan(320);
    }

    @Test
    void shouldAllocateOnlyTheBytesWhenWritingAnImpression() {
        Serde<Impression> serde = AvroSerdes.inMemory().of(Topics.IMPRESSIONS);
        // about 70 bytes of record, and the bytes of each string on their way there
        assertThat(perRun(() -> result = serde.serializer().serialize("impressions", impression)))
                .isLessThan(260);
    }

    @Test
    void shouldAllocateNothingButTheAnswerWhenAskedForABoost() {
        BoostView view = new BoostView(30_000, HostClock.replay(() -> 0));
        view.beat(new Beat(1L, 0L, 1_000L, List.of(), List.of(), "0".repeat(16), null, null, 0L, List.of(), 0, 0));
        BoostDirective directive = Samples.of(Topics.BOOST_DIRECTIVES, 3);
        directive.setExpiresAt(Long.MAX_VALUE);
        directive.getBoosts().forEach(boost -> boost.setSurfaces(List.of(Surface.FEED)));
        view.directive("m", directive);
        assertThat(perRun(() -> result = view.boost("m", Surface.FEED, 500))).isLessThan(48);
        BoostRequest request = new BoostRequest(Surface.FEED, 500);
        ItemFacts item = new ItemFacts("fruit", List.of("organic"), null);
        directive.getBoosts().forEach(boost -> boost.setScope(new ItemScope(List.of("fruit"), List.of("organic"), 0)));
        view.directive("m", directive);
        assertThat(perRun(() -> result = view.boost("m", request, item))).isLessThan(48);
        assertThat(perRun(() -> result = view.boost("m", request, null))).isLessThan(1);
        assertThat(perRun(() -> result = view.boost("nobody", Surface.FEED, 500)))
                .isLessThan(1);
        assertThat(result).isSameAs(AppliedBoost.NONE);
    }

    private static double perRun(Runnable run) {
        for (int i = 0; i < RUNS; i++) {
            run.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            run.run();
        }
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / RUNS;
    }
}
