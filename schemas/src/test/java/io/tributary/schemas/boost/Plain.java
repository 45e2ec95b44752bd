package io.tributary.schemas.boost;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.ItemScope;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.ItemFacts;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.pool.v1.TaskLag;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import java.util.ArrayList;
import java.util.List;

/** Records from the conformance files' plain JSON, which has the fields that matter. */
final class Plain {
    private Plain() {}

    static Beat beat(JsonNode json) {
        List<ProgrammeBeat> programmes = new ArrayList<>();
        json.get("programmes")
                .forEach(each -> programmes.add(Boosts.programme(
                        each.get("programmeId").asText(),
                        each.get("active").asBoolean(),
                        each.get("strength").asDouble())));
        List<TaskLag> lagging = new ArrayList<>();
        json.get("lagging")
                .forEach(each -> lagging.add(new TaskLag(
                        each.get("task").asInt(), each.get("answeredTime").asLong())));
        List<String> stopped = new ArrayList<>();
        json.get("stopped").forEach(scope -> stopped.add(scope.asText()));
        Beat beat = Boosts.beat(
                json.get("number").asLong(), json.get("time").asLong(), programmes.toArray(ProgrammeBeat[]::new));
        beat.setIntervalMillis(json.get("intervalMillis").asLong());
        beat.setStopped(stopped);
        beat.setAnsweredTime(json.get("answeredTime").asLong());
        beat.setLagging(lagging);
        return beat;
    }

    static BoostDirective directive(JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        List<Boost.Builder> boosts = new ArrayList<>();
        json.get("boosts").forEach(each -> boosts.add(boost(each)));
        BoostDirective directive =
                Boosts.directive(json.get("expiresAt").asLong(), boosts.toArray(Boost.Builder[]::new));
        directive.setTask(json.get("task").asInt());
        return directive;
    }

    private static Boost.Builder boost(JsonNode json) {
        List<Surface> surfaces = new ArrayList<>();
        json.get("surfaces").forEach(surface -> surfaces.add(Surface.valueOf(surface.asText())));
        JsonNode holdout = json.get("holdout");
        return Boosts.boost(json.get("programmeId").asText())
                .setDirectiveId(json.get("directiveId").asText())
                .setSurfaces(surfaces)
                .setNeed(json.get("need").asDouble())
                .setMultiplier(json.get("multiplier").asDouble())
                .setAdditive(json.get("additive").asDouble())
                .setMaxMultiplier(json.get("maxMultiplier").asDouble())
                .setMaxAdditive(json.get("maxAdditive").asDouble())
                .setHoldout(new BucketRange(
                        holdout.get("from").asInt(), holdout.get("to").asInt()))
                .setAdmitProbability(json.get("admitProbability").asDouble())
                .setSafeUntil(json.get("safeUntil").asLong())
                .setScope(scope(json.path("scope")))
                .setAdvertisement(json.path("advertisement").asBoolean(false))
                .setWithoutPersonalisation(json.path("withoutPersonalisation").asBoolean(true))
                .setShareOfPage(json.path("shareOfPage").asDouble(1));
    }

    private static ItemScope scope(JsonNode json) {
        return json.isObject()
                ? new ItemScope(
                        texts(json.get("categories")),
                        texts(json.get("itemTags")),
                        json.get("listedWithinDays").asInt())
                : null;
    }

    /** Null where nothing is known of the item. */
    static ItemFacts item(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        JsonNode listedAt = json.get("listedAt");
        return new ItemFacts(
                json.get("category").asText(), texts(json.get("tags")), listedAt.isNull() ? null : listedAt.asLong());
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    static Control control(JsonNode json) {
        return json.isNull()
                ? null
                : new Control(
                        json.get("scope").asText(),
                        ControlKind.valueOf(json.get("kind").asText()),
                        null,
                        0L);
    }
}
