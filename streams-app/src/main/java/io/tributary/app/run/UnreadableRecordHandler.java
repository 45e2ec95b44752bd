package io.tributary.app.run;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** Bad bytes go to the dead letters and processing goes on; what is not the record's fault ends the thread instead. */
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {
    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.configured(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return DeadLetters.isRecordAtFault(exception)
                ? Response.resume(deadLetters.letter(context, record.key(), record.value(), exception))
                : Response.fail();
    }
}
