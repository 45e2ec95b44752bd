package io.tributary.schemas.serde;

import io.tributary.events.v1.Impression;
import java.io.IOException;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;

/**
 * Reads impressions field by field when they were written with this very version of the schema, which nearly all are. Impressions
 * are the largest stream: Avro's general reader takes 2.5 to 5 times as long, because it walks a grammar. A test holds it against
 * the general reader, so that a change of the schema cannot be forgotten here.
 */
final class ImpressionReader<T> implements DatumReader<T> {
    private static final String FORM = SchemaNormalization.toParsingForm(Impression.getClassSchema());

    private final ImpressionView view = new ImpressionView();
    private final Function<ImpressionView, T> result;

    private ImpressionReader(Function<ImpressionView, T> result) {
        this.result = result;
    }

    /** Reads into the generated class. */
    static ImpressionReader<Impression> whole() {
        return new ImpressionReader<>(ImpressionView::toImpression);
    }

    /** Reads into one view that is used again and again. */
    static ImpressionReader<ImpressionView> view() {
        return new ImpressionReader<>(view -> view);
    }

    /** Whether records of that writer have the same bytes as ours. */
    static boolean reads(Schema writer) {
        return SchemaNormalization.toParsingForm(writer).equals(FORM);
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("this reader has one schema");
    }

    @Override
    public T read(T reuse, Decoder in) throws IOException {
        return result.apply(view.read((ArrayDecoder) in));
    }
}
