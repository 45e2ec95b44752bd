package io.tributary.domain.experiment;

/**
 * What a figure compares.
 *
 * @param currency ISO 4217 code of {@link Metric#NET_SALES}; else empty
 */
public record FigureKey(Subject subject, Metric metric, String currency, Denominator denominator) {
    /** Whose numerator it is. */
    public enum Subject {
        /** The group's merchants. */
        SUPPORTED,
        /** Merchants in no programme: what support takes from them. */
        OTHERS,
        /** All merchants: whether support harms shoppers or the marketplace. */
        ALL
    }

    /** What is counted. */
    public enum Metric {
        EXPOSURES,
        NET_ORDERS,
        UNITS,
        NET_SALES
    }

    /**
     * Per what. Never per impression of the merchants themselves: support changes these, and a rate of a changed denominator does not say
     * whether anything was gained.
     */
    public enum Denominator {
        /** Bucket and day: each bucket is the same part of the traffic by design. */
        BUCKET_DAY,
        /** A thousand exposures of all merchants in the bucket: there are as many places on a page, whoever is on them. */
        TRAFFIC,
        /** A thousand pages. */
        PAGES
    }

    /** As it is stored. */
    public String path() {
        return subject + "/" + metric + "/" + currency + "/" + denominator;
    }
}
