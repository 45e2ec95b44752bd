package io.tributary.demo.marketplace;

/** What the marketplace has generated so far: the truth against which the service's figures are held. */
public final class Tally {
    long requests;
    long impressions;
    long exposures;
    long ordersPaid;
    long refunds;
    long duplicates;
    long late;
    long corrupt;
    long invalidRequests;
    double lostScore;
    double unboostedScore;

    void count(Page page) {
        requests++;
        if (page.invalid()) {
            invalidRequests++;
        }
        unboostedScore += page.unboostedScore();
        double shown = 0;
        for (Page.Slot slot : page.slots()) {
            impressions++;
            shown += slot.score();
        }
        lostScore += page.unboostedScore() - shown;
    }

    void count(Emission emission) {
        if (emission instanceof Emission.ImpressionShown shown) {
            if (shown.impression().getViewable() && !shown.impression().getInvalidTraffic()) {
                exposures++;
            }
        } else if (emission instanceof Emission.OrderMoved moved) {
            switch (moved.order().getStatus()) {
                case PAID -> ordersPaid++;
                case REFUNDED -> refunds++;
                default -> {
                    // Placed and cancelled lines are no sales.
                }
            }
        }
    }

    void countSent(FaultyNetwork.Fault fault) {
        switch (fault) {
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
            case CORRUPT -> corrupt++;
            case NONE -> {
                // Nothing to tell.
            }
        }
    }

    /** Pages shown. */
    public long requests() {
        return requests;
    }

    /** Of these, asked for by robots. */
    public long invalidRequests() {
        return invalidRequests;
    }

    /** Items shown, each once. */
    public long impressions() {
        return impressions;
    }

    /** Of these, viewable and valid. */
    public long exposures() {
        return exposures;
    }

    /** Order lines that are or will be paid. */
    public long ordersPaid() {
        return ordersPaid;
    }

    /** Order lines that are or will be refunded. */
    public long refunds() {
        return refunds;
    }

    /** Records sent for the second time. */
    public long duplicates() {
        return duplicates;
    }

    /** Impressions sent later than the grace. */
    public long late() {
        return late;
    }

    /** Unreadable records sent. */
    public long corrupt() {
        return corrupt;
    }

    /** What shoppers did and lost until now. */
    public ShopperFigures shoppers() {
        return new ShopperFigures(requests, impressions, exposures, ordersPaid - refunds, lostScore, unboostedScore);
    }

    /** Mean over shown items of score lost against the pages without boosts; 0 before the first request. */
    public double meanLoss() {
        return impressions == 0 ? 0 : lostScore / impressions;
    }

    /** {@link #meanLoss} relative to the mean score of pages without boosts, 0 to 1. */
    public double relativeLoss() {
        return unboostedScore == 0 ? 0 : lostScore / unboostedScore;
    }
}
