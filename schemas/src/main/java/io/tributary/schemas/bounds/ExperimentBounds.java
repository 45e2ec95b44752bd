package io.tributary.schemas.bounds;

import static io.tributary.schemas.bounds.Bounds.RECORD;
import static io.tributary.schemas.bounds.Bounds.SYMBOL;
import static io.tributary.schemas.bounds.Bounds.record;

import io.tributary.schemas.bounds.Bound.Charset;
import io.tributary.schemas.bounds.Bound.Items;
import io.tributary.schemas.bounds.Bound.Text;
import io.tributary.schemas.bounds.Bound.Whole;

/** Bounds of what is counted by bucket of requests. */
final class ExperimentBounds {
    private static final int BUCKETS = 1_000;
    private static final Whole BUCKET = new Whole("0 to 999", 0, BUCKETS - 1);
    /** Of a task, a bucket and a minute: that of ten thousand lines of the highest amount. */
    private static final long MOST_AMOUNT = 100_000_000_000_000_000L;

    private ExperimentBounds() {}

    static void experiment() {
        record("io.tributary.events.v1.PageCount")
                .with("minute", Bounds.EVENT_TIME)
                .with("surface", SYMBOL)
                .with("bucket", BUCKET)
                .with("pages", new Whole("pages", 0, 1_000_000_000_000L));
        record("io.tributary.experiment.v1.BucketSums")
                .with("task", Bounds.TASK)
                .with("time", Bounds.TIME)
                .with("scope", SYMBOL)
                .with("programmeId", new Text("the programme, empty where the scope is none", 0, 64, Charset.NAME))
                .with("version", new Whole("a version, 0 where the scope is no programme", 0, Integer.MAX_VALUE))
                .with("stage", SYMBOL)
                .with("holdout", RECORD)
                .with("dayStart", Bounds.TIME)
                .with("dayEnd", Bounds.TIME)
                .with("first", SYMBOL)
                .with("complete", SYMBOL)
                .with("buckets", new Items("one a bucket", 0, BUCKETS, RECORD));
        record("io.tributary.experiment.v1.BucketCount")
                .with("bucket", BUCKET)
                .with("exposures", Bounds.NET)
                .with("orders", Bounds.NET)
                .with("units", Bounds.NET)
                .with("sales", new Items("one a currency", 0, 16, RECORD));
        record("io.tributary.experiment.v1.BucketAmount")
                .with("currency", Bounds.CURRENCY)
                .with("amount", new Whole("minor units, less what was turned back", -MOST_AMOUNT, MOST_AMOUNT));
    }
}
