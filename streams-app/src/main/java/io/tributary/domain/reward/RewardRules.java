package io.tributary.domain.reward;

import io.tributary.domain.Stage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a programme gives beside exposure of its pool: benefits, and the missions that earn some of them. Valid by construction.
 *
 * @param missions with unique ids, whose prerequisites are among them and in no circle
 * @param benefits with unique ids
 * @param promotions ids of the benefits that are given to whoever comes to a stage for the first time
 */
public record RewardRules(List<Mission> missions, List<Benefit> benefits, Map<Stage, String> promotions) {
    /** Of a programme that gives nothing else. */
    public static final RewardRules NONE = new RewardRules(List.of(), List.of());

    /** Where no stage is rewarded. */
    public RewardRules(List<Mission> missions, List<Benefit> benefits) {
        this(missions, benefits, Map.of());
    }

    public RewardRules {
        promotions = Map.copyOf(promotions);
        missions = List.copyOf(missions);
        benefits = List.copyOf(benefits);
        Set<String> given = new HashSet<>();
        for (Benefit each : benefits) {
            Benefit.require(given.add(each.id()), "benefits." + each.id(), "given twice", "given once");
        }
        Map<String, Mission> byId = new HashMap<>();
        for (Mission each : missions) {
            Benefit.require(byId.put(each.id(), each) == null, path(each), "given twice", "given once");
            Benefit.require(
                    given.contains(each.benefit()), path(each) + ".benefit", each.benefit(), "the id of a benefit");
        }
        for (Mission each : missions) {
            for (String required : each.requires()) {
                Benefit.require(byId.containsKey(required), path(each) + ".requires", required, "the id of a mission");
            }
        }
        promotions.forEach((stage, benefit) -> Benefit.require(
                given.contains(benefit), "stages." + stage + ".reward", benefit, "the id of a benefit"));
        missions.forEach(each -> follow(each, each, byId, new HashSet<>()));
    }

    private static void follow(Mission first, Mission mission, Map<String, Mission> byId, Set<String> seen) {
        for (String required : mission.requires()) {
            Benefit.require(
                    !required.equals(first.id()), path(first) + ".requires", required, "without a circle of missions");
            if (seen.add(required)) {
                follow(first, byId.get(required), byId, seen);
            }
        }
    }

    private static String path(Mission mission) {
        return "missions." + mission.id();
    }

    public boolean isEmpty() {
        return benefits.isEmpty();
    }

    /** Benefits that a merchant at this stage is given once: those that nothing earns, and those of its stage and the ones below. */
    List<Benefit> once(Stage stage) {
        Set<String> earned = missions.stream().map(Mission::benefit).collect(Collectors.toSet());
        promotions.forEach((step, benefit) -> {
            if (step.compareTo(stage) > 0) {
                earned.add(benefit);
            }
        });
        return benefits.stream().filter(each -> !earned.contains(each.id())).toList();
    }

    /** The benefit of this id, or null. */
    Benefit benefit(String id) {
        return benefits.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
