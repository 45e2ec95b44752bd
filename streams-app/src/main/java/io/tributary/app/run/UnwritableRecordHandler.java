package io.tributary.app.run;

import io.tributary.schemas.fault.Fault;
import io.tributary.text.ErrorText;
import io.tributary.text.LogEvents;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service itself writes cannot be written. In a transaction nothing can be left out: a record that was not sent fails the
 * commit, and with it what the task has worked off since the last one. So it is said which record it is, and what was being worked off,
 * and the table of faults decides about the thread.
 */
public final class UnwritableRecordHandler implements ProductionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UnwritableRecordHandler.class);

    @Override
    public void configure(java.util.Map<String, ?> configs) {
        // Nothing to choose.
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        // With this answer the task gives its transaction up and begins anew, without the end of its thread.
        if (exception instanceof RetriableException) {
            return Response.retry();
        }
        tell(context, record.topic(), size(record.key()) + size(record.value()), exception);
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        tell(context, record.topic(), -1, exception);
        return Response.fail();
    }

    private static void tell(ErrorHandlerContext context, String topic, long bytes, Exception exception) {
        LOG.error(
                LogEvents.RECORD_UNWRITABLE,
                "A record to {}{} cannot be written: {}; {}; {}",
                topic,
                bytes < 0 ? "" : " of " + bytes + " bytes",
                ErrorText.of(exception),
                context.topic() == null || context.offset() < 0
                        ? "it is not made of one input record"
                        : "in work was " + context.topic() + "-" + context.partition() + "@" + context.offset(),
                Fault.of(exception).remedy());
    }

    private static long size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
