package io.tributary.schemas.serde;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;

/**
 * Reads impressions field by field when they were written with this very version of the schema, which nearly all are. Impressions
 * are the largest stream: Avro's general reader takes 2.5 to 5 times as long, because it walks a grammar. A test holds it against
 * the general reader, so that a change of the schema cannot be forgotten here.
 */
final class ImpressionReader implements DatumReader<Impression> {
    private static final Surface[] SURFACES = Surface.values();
    private static final String FORM = SchemaNormalization.toParsingForm(Impression.getClassSchema());

    /** Whether records of that writer have the same bytes as ours. */
    static boolean reads(Schema writer) {
        return SchemaNormalization.toParsingForm(writer).equals(FORM);
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("this reader has one schema");
    }

    @Override
    public Impression read(Impression reuse, Decoder in) throws IOException {
        Impression impression = new Impression();
        impression.setImpressionId(in.readString());
        impression.setRequestId(in.readString());
        impression.setItemId(in.readString());
        impression.setSurface(SURFACES[in.readEnum()]);
        impression.setPosition(in.readInt());
        impression.setBaseRank(present(in) ? in.readInt() : null);
        impression.setFinalRank(present(in) ? in.readInt() : null);
        impression.setViewable(in.readBoolean());
        impression.setInvalidTraffic(in.readBoolean());
        impression.setDirectiveId(present(in) ? in.readString() : null);
        impression.setBucket(in.readInt());
        impression.setTime(in.readLong());
        impression.setRelevanceLoss(present(in) ? in.readDouble() : null);
        return impression;
    }

    private static boolean present(Decoder in) throws IOException {
        int index = in.readIndex();
        if (index != 0 && index != 1) {
            throw new IOException("a union of two has no branch " + index);
        }
        return index == 1;
    }
}
