package io.tributary.app.run;

import io.tributary.topology.batch.MicroBatch;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record that a processor refuses goes to the dead letters as received; trouble of Kafka or a store stops the thread. So does
 * what comes out of a micro-batch: its bad records got their letters already, and going on would drop the rest of it; and what is done by
 * the clock, where there is no record to blame.
 */
public final class InvalidRecordHandler implements ProcessingExceptionHandler {
    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.configured(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        boolean ofOneRecord = context.topic() != null && context.offset() >= 0 && !MicroBatch.isIn(context.headers());
        return ofOneRecord && DeadLetters.isRecordAtFault(exception)
                ? Response.resume(
                        deadLetters.letter(context, context.sourceRawKey(), context.sourceRawValue(), exception))
                : Response.fail();
    }
}
