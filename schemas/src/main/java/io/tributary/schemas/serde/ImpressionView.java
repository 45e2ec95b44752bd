package io.tributary.schemas.serde;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An impression that stays in its record's bytes: what is counted is decoded, texts are spans that become strings only when
 * asked for. Impressions are the largest stream, and three of their four texts are never needed as such. Reused: valid until the
 * next record is read. Not thread-safe.
 */
public final class ImpressionView {
    private static final Surface[] SURFACES = Surface.values();
    private static final long NONE = -1;

    private byte[] bytes = new byte[0];
    private long impressionId;
    private long requestId;
    private long itemId;
    private int surface;
    private int position;
    private Integer baseRank;
    private Integer finalRank;
    private boolean viewable;
    private boolean invalidTraffic;
    private long directiveId = NONE;
    private int bucket;
    private long time;
    private Double relevanceLoss;
    private final ItemView item = new ItemView();
    private boolean personalised;

    /** The bytes that the spans lie in. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the impression's id begins in {@link #bytes()}. */
    public int idStart() {
        return start(impressionId);
    }

    /** Bytes of the impression's id, UTF-8. */
    public int idLength() {
        return length(impressionId);
    }

    /** Bytes of the request's id, UTF-8. */
    public int requestIdLength() {
        return length(requestId);
    }

    /** Bytes of the item's id, UTF-8. */
    public int itemIdLength() {
        return length(itemId);
    }

    /** Bytes of the directive's id, UTF-8; -1 when no boost was applied. */
    public int directiveIdLength() {
        return directiveId == NONE ? -1 : length(directiveId);
    }

    /** Place on the page, 0 is the first. */
    public int position() {
        return position;
    }

    public Surface surface() {
        return SURFACES[surface];
    }

    /** Null where the ranker does not say. */
    public Integer baseRank() {
        return baseRank;
    }

    /** Null where the ranker does not say. */
    public Integer finalRank() {
        return finalRank;
    }

    public boolean viewable() {
        return viewable;
    }

    public boolean invalidTraffic() {
        return invalidTraffic;
    }

    /** Null when no boost was applied. */
    public String directiveId() {
        return directiveId == NONE ? null : text(directiveId);
    }

    /** 0 to 999, -1 where the platform has none. */
    public int bucket() {
        return bucket;
    }

    /** Event time, epoch milliseconds. */
    public long time() {
        return time;
    }

    /** Null where the ranker does not say. */
    public Double relevanceLoss() {
        return relevanceLoss;
    }

    /** What is said of the item. */
    public ItemView item() {
        return item;
    }

    /** False where the buyer turned personalisation off. */
    public boolean personalised() {
        return personalised;
    }

    /** All of it as the generated class. */
    Impression toImpression() {
        Impression impression = new Impression();
        impression.setImpressionId(text(impressionId));
        impression.setRequestId(text(requestId));
        impression.setItemId(text(itemId));
        impression.setSurface(surface());
        impression.setPosition(position);
        impression.setBaseRank(baseRank);
        impression.setFinalRank(finalRank);
        impression.setViewable(viewable);
        impression.setInvalidTraffic(invalidTraffic);
        impression.setDirectiveId(directiveId());
        impression.setBucket(bucket);
        impression.setTime(time);
        impression.setRelevanceLoss(relevanceLoss);
        impression.setItem(item.facts());
        impression.setPersonalised(personalised);
        return impression;
    }

    /** Takes over an impression that another version of the schema wrote. */
    ImpressionView set(Impression impression) {
        byte[] id = impression.getImpressionId().getBytes(StandardCharsets.UTF_8);
        byte[] request = impression.getRequestId().getBytes(StandardCharsets.UTF_8);
        byte[] item = impression.getItemId().getBytes(StandardCharsets.UTF_8);
        boolean boosted = impression.getDirectiveId() != null;
        byte[] directive = boosted ? impression.getDirectiveId().getBytes(StandardCharsets.UTF_8) : new byte[0];
        bytes = ByteBuffer.allocate(id.length + request.length + item.length + directive.length)
                .put(id)
                .put(request)
                .put(item)
                .put(directive)
                .array();
        impressionId = span(0, id.length);
        requestId = span(id.length, request.length);
        itemId = span(id.length + request.length, item.length);
        directiveId = boosted ? span(bytes.length - directive.length, directive.length) : NONE;
        surface = impression.getSurface().ordinal();
        position = impression.getPosition();
        baseRank = impression.getBaseRank();
        finalRank = impression.getFinalRank();
        viewable = impression.getViewable();
        invalidTraffic = impression.getInvalidTraffic();
        bucket = impression.getBucket();
        time = impression.getTime();
        relevanceLoss = impression.getRelevanceLoss();
        this.item.set(impression.getItem());
        personalised = impression.getPersonalised();
        return this;
    }

    /** Decodes a record of this very version of the schema, field by field. */
    ImpressionView read(ArrayDecoder in) throws IOException {
        bytes = in.array();
        impressionId = in.readSpan();
        requestId = in.readSpan();
        itemId = in.readSpan();
        surface = in.readEnum();
        if (surface < 0 || surface >= SURFACES.length) {
            throw new IOException("there is no surface " + surface);
        }
        position = in.readInt();
        baseRank = in.readIsPresent() ? Integer.valueOf(in.readInt()) : null;
        finalRank = in.readIsPresent() ? Integer.valueOf(in.readInt()) : null;
        viewable = in.readBoolean();
        invalidTraffic = in.readBoolean();
        directiveId = in.readIsPresent() ? in.readSpan() : NONE;
        bucket = in.readInt();
        time = in.readLong();
        relevanceLoss = in.readIsPresent() ? Double.valueOf(in.readDouble()) : null;
        item.read(in);
        personalised = in.readBoolean();
        return this;
    }

    private String text(long span) {
        return new String(bytes, start(span), length(span), StandardCharsets.UTF_8);
    }

    static long span(int start, int length) {
        return (long) start << Integer.SIZE | length;
    }

    static int start(long span) {
        return (int) (span >>> Integer.SIZE);
    }

    static int length(long span) {
        return (int) span;
    }
}
