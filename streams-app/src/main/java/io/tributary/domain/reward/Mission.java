package io.tributary.domain.reward;

import io.tributary.domain.LocalizedText;
import java.util.List;

/**
 * What a merchant can do to earn a benefit: something that the platform reports of it. Valid by construction.
 *
 * @param id lower-case letters, digits and hyphens
 * @param event type of the events that count, as the platform names it
 * @param terms how much is to be done
 * @param requires missions that were fulfilled at least once before this one counts
 * @param benefit what each fulfilment earns, by its id
 */
public record Mission(String id, LocalizedText name, String event, Terms terms, List<String> requires, String benefit) {

    /**
     * How much is to be done.
     *
     * @param every quantity of events that earns the benefit once, at least 1
     * @param daily whether that is counted for each local day anew, and earned once a day at most
     * @param most how often it is earned at most
     * @param withinDays days after the merchant came into the programme in which events count; 0: always
     */
    public record Terms(long every, boolean daily, int most, int withinDays) {
        public Terms {
            Benefit.require(every >= 1, "every", every, "at least 1");
            Benefit.require(most >= 1, "most", most, "at least 1");
            Benefit.require(withinDays >= 0, "withinDays", withinDays, "0 or more");
        }
    }

    public Mission {
        Benefit.require(Benefit.ID.matcher(id).matches(), "id", id, "lower-case letters, digits and hyphens");
        Benefit.require(Benefit.ID.matcher(event).matches(), "event", event, "lower-case letters, digits and hyphens");
        requires = List.copyOf(requires);
    }
}
