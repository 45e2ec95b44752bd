package io.tributary.schemas.serde;

import io.tributary.events.v1.Impression;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;

/** Reads impressions that another version of the schema wrote, by Avro's general reader. */
final class OldImpressionReader implements DatumReader<ImpressionView> {
    private final DatumReader<Impression> general;
    private final ImpressionView view = new ImpressionView();

    OldImpressionReader(DatumReader<Impression> general) {
        this.general = general;
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("this reader has one schema");
    }

    @Override
    public ImpressionView read(ImpressionView reuse, Decoder in) throws IOException {
        return view.set(general.read(null, in));
    }
}
