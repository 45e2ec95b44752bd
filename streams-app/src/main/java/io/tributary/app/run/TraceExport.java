package io.tributary.app.run;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.tributary.app.config.TraceSettings;
import java.util.concurrent.TimeUnit;

/** Sends spans to a collector, by OTLP over HTTP. What the collector does not take is dropped: the service waits for nothing. */
final class TraceExport implements AutoCloseable {
    private static final int CLOSE_SECONDS = 2;

    private final SdkTracerProvider provider;
    private final RecordTraces records;

    /**
     * @param instance the name that spans carry
     */
    TraceExport(TraceSettings settings, String instance) {
        Attributes who = Attributes.builder()
                .put("service.name", "tributary")
                .put("service.instance.id", instance)
                .build();
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(who)))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(settings.endpoint())
                                .build())
                        .build())
                .build();
        this.records = new RecordTraces(provider.get("io.tributary"), settings.oneIn(), System::currentTimeMillis);
    }

    /** Null when traces are off, so that nothing is asked for them. */
    static TraceExport of(TraceSettings settings, String instance) {
        return settings.isOn() ? new TraceExport(settings, instance) : null;
    }

    RecordTraces records() {
        return records;
    }

    /** Sends what is left, for two seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
