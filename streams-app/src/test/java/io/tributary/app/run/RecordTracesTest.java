package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.tributary.app.config.TraceSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTracesTest {
    private static final TopicPartition PARTITION = new TopicPartition("impressions", 3);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    private final AtomicLong now = new AtomicLong(1_000);
    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();

    @Test
    void shouldFollowARecordFromItsProducerToTheCommit() {
        RecordTraces traces = traces(0);
        traces.polled(records(record(7, "00-" + TRACE + "-" + PARENT + "-01"), record(8, null)));
        now.set(1_020);
        traces.processed(Map.of(PARTITION, new OffsetAndMetadata(9)));
        now.set(1_050);
        traces.committed(List.of(PARTITION));

        assertThat(exported.getFinishedSpanItems())
                .extracting(SpanData::getName, RecordTracesTest::startMillis, RecordTracesTest::endMillis)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("tributary.wait", 990L, 1_000L),
                        org.assertj.core.groups.Tuple.tuple("tributary.process", 1_000L, 1_020L),
                        org.assertj.core.groups.Tuple.tuple("tributary.commit", 1_020L, 1_050L),
                        org.assertj.core.groups.Tuple.tuple("tributary.record", 990L, 1_050L));
        assertThat(exported.getFinishedSpanItems())
                .allMatch(span -> span.getTraceId().equals(TRACE));
        SpanData whole = whole();
        assertThat(whole.getParentSpanId()).isEqualTo(PARENT);
        assertThat(whole.getAttributes().get(RecordTraces.OFFSET)).isEqualTo(7);
        assertThat(whole.getAttributes().get(RecordTraces.KEY)).isEqualTo("m-7");
    }

    @Test
    void shouldFollowOneOfMany() {
        RecordTraces traces = traces(4);
        traces.polled(records(record(7, null), record(8, null), record(9, null)));
        traces.processed(Map.of(PARTITION, new OffsetAndMetadata(8)));
        traces.committed(List.of(PARTITION));
        assertThat(exported.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("tributary.wait");

        traces.processed(Map.of(PARTITION, new OffsetAndMetadata(9)));
        traces.committed(List.of(PARTITION));
        assertThat(whole().getAttributes().get(RecordTraces.OFFSET)).isEqualTo(8);
    }

    @Test
    void shouldSayThatARecordIsReadAgain() {
        RecordTraces traces = traces(4);
        traces.polled(records(record(8, null)));
        traces.processed(Map.of(PARTITION, new OffsetAndMetadata(9)));
        traces.polled(records(record(8, null)));
        assertThat(whole().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);

        exported.reset();
        traces.processed(Map.of(PARTITION, new OffsetAndMetadata(9)));
        traces.committed(List.of(PARTITION));
        assertThat(whole().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void shouldNotFollowMoreThanItCanHold() {
        RecordTraces traces = traces(1);
        for (int i = 0; i < 3 * RecordTraces.MOST_OPEN; i++) {
            traces.polled(records(record(i, null)));
        }
        traces.processed(Map.of(PARTITION, new OffsetAndMetadata(10_000)));
        traces.committed(List.of(PARTITION));
        assertThat(exported.getFinishedSpanItems())
                .filteredOn(span -> span.getName().equals("tributary.record"))
                .hasSize(RecordTraces.MOST_OPEN);
    }

    @Test
    void shouldSendSpansToACollector() throws IOException, InterruptedException {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        try (TraceExport export = TraceExport.of(new TraceSettings(endpoint, 1), "a-1")) {
            export.records().polled(records(record(8, null)));
            export.records().processed(Map.of(PARTITION, new OffsetAndMetadata(9)));
            export.records().committed(List.of(PARTITION));
        }
        assertThat(received.poll(10, TimeUnit.SECONDS))
                .contains("tributary.record", "tributary.commit", "a-1", "impressions");
        collector.stop(0);
        assertThat(TraceExport.of(new TraceSettings("", 1), "a-1")).isNull();
    }

    private RecordTraces traces(int oneIn) {
        return new RecordTraces(provider.get("test"), oneIn, now::get);
    }

    private SpanData whole() {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("tributary.record"))
                .reduce((one, other) -> {
                    throw new AssertionError("more than one");
                })
                .orElseThrow();
    }

    private static long startMillis(SpanData span) {
        return span.getStartEpochNanos() / 1_000_000;
    }

    private static long endMillis(SpanData span) {
        return span.getEndEpochNanos() / 1_000_000;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String traceParent) {
        RecordHeaders headers = new RecordHeaders();
        if (traceParent != null) {
            headers.add("traceparent", traceParent.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] key = ("m-" + offset).getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                990,
                TimestampType.CREATE_TIME,
                key.length,
                0,
                key,
                new byte[0],
                headers,
                Optional.empty());
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static ConsumerRecords<byte[], byte[]> records(ConsumerRecord<byte[], byte[]>... records) {
        return new ConsumerRecords<>(Map.of(PARTITION, List.of(records)), Map.of());
    }
}
