package io.tributary.domain.rules;

/**
 * Who pays for a programme's pool.
 *
 * @param partner its name where a partner pays or matches what merchants pay; else empty
 */
public record Funding(Source source, String partner) {
    /** The platform pays. */
    public static final Funding PLATFORM = new Funding(Source.PLATFORM, "");

    /** Same symbols as the schema's FundingSource, but for UNKNOWN. */
    public enum Source {
        PLATFORM,
        PARTNER,
        MERCHANT,
        MATCHED
    }

    public Funding {
        boolean named = !partner.isEmpty();
        if (source == Source.PARTNER && !named) {
            throw new IllegalArgumentException("funding.partner: is missing, must be the name of who pays");
        }
        if (named && source != Source.PARTNER && source != Source.MATCHED) {
            throw new IllegalArgumentException("funding.partner: is '" + partner
                    + "', must be left out where the source is " + source + "; or is the source PARTNER?");
        }
    }

    /** Whether merchants pay, in whole or in part: then what is boosted is advertisement, and nothing of it is promised. */
    public boolean isPaidByMerchants() {
        return source == Source.MERCHANT || source == Source.MATCHED;
    }
}
