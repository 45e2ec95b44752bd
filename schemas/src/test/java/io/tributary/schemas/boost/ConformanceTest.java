package io.tributary.schemas.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.common.v1.Surface;
import io.tributary.schemas.KeyPartition;
import io.tributary.schemas.boost.ReferenceReRanker.Candidate;
import io.tributary.schemas.boost.ReferenceReRanker.Ranked;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the conformance files, whose answers come from a second implementation of CONTRACT.md, in another language and without any code of
 * this one.
 */
class ConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double AGREE = 1e-9;

    private long now;
    private BoostView view;

    static Stream<Arguments> cases() {
        return Stream.of("boosts", "clocks", "tasks", "admission", "ranking", "random")
                .flatMap(file -> {
                    List<Arguments> each = new ArrayList<>();
                    read(file)
                            .forEach(
                                    one -> each.add(Arguments.of(one.get("name").asText(), one)));
                    return each.stream();
                });
    }

    static Stream<Arguments> functions() {
        List<Arguments> rows = new ArrayList<>();
        read("functions")
                .properties()
                .forEach(kind -> kind.getValue().forEach(row -> rows.add(Arguments.of(kind.getKey(), row))));
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldAnswerAsTheFilesSay(String name, JsonNode all) {
        view = new BoostView(all.get("silenceMillis").asLong(), new HostClock() {
            @Override
            public long elapsedMillis() {
                return now;
            }

            @Override
            public long wallMillis() {
                return 0;
            }
        });
        int number = 0;
        for (JsonNode step : all.get("steps")) {
            now = step.get("at").asLong();
            play(step, name + ", step " + number++);
        }
        assertThat(number).isPositive();
    }

    private void play(JsonNode step, String where) {
        if (step.has("beat")) {
            view.beat(Plain.beat(step.get("beat")), step.get("live").asBoolean());
        } else if (step.has("directive")) {
            JsonNode directive = step.get("directive");
            view.directive(directive.get("merchant").asText(), Plain.directive(directive.get("value")));
        } else if (step.has("control")) {
            JsonNode control = step.get("control");
            view.control(control.get("scope").asText(), Plain.control(control.get("value")));
        } else if (step.has("clear")) {
            view.clear();
        } else if (step.has("boost")) {
            assertBoost(step.get("boost"), step.get("expect"), where);
        } else if (step.has("rank")) {
            assertRanked(step.get("rank"), step.get("expect"), where);
        } else {
            assertThat(step.has("staleness")).as(where).isTrue();
            Staleness seen = view.staleness();
            JsonNode age = step.get("expect").get("ageMillis");
            assertThat(seen.ageMillis()).as(where).isEqualTo(age.isNull() ? Long.MAX_VALUE : age.asLong());
            assertThat(seen.silent())
                    .as(where)
                    .isEqualTo(step.get("expect").get("silent").asBoolean());
        }
    }

    private void assertBoost(JsonNode question, JsonNode expect, String where) {
        BoostRequest request = new BoostRequest(
                Surface.valueOf(question.get("surface").asText()),
                question.get("bucket").asInt(),
                question.path("personalised").asBoolean(true));
        AppliedBoost applied =
                view.boost(question.get("merchant").asText(), request, Plain.item(question.path("item")));
        assertThat(applied.isNone()).as(where).isEqualTo(expect.isNull());
        if (!expect.isNull()) {
            assertThat(applied.directiveId())
                    .as(where)
                    .isEqualTo(expect.get("directiveId").asText());
            assertThat(applied.programmeId())
                    .as(where)
                    .isEqualTo(expect.get("programmeId").asText());
            assertThat(applied.advertisement())
                    .as(where)
                    .isEqualTo(expect.get("advertisement").asBoolean());
            assertNear(applied.shareOfPage(), expect.get("shareOfPage"), where);
            assertNear(applied.multiplier(), expect.get("multiplier"), where);
            assertNear(applied.additive(), expect.get("additive"), where);
        }
    }

    private void assertRanked(JsonNode question, JsonNode expect, String where) {
        List<Candidate> candidates = new ArrayList<>();
        question.get("candidates")
                .forEach(each -> candidates.add(new Candidate(
                        each.get("item").asText(),
                        each.get("merchant").asText(),
                        each.get("score").asDouble(),
                        Plain.item(each.path("facts")))));
        Surface surface = Surface.valueOf(question.get("surface").asText());
        int bucket = question.get("bucket").asInt();
        int pageSize = question.get("pageSize").asInt();
        List<Ranked> ranked = new ReferenceReRanker(view).rank(candidates, new BoostRequest(surface, bucket), pageSize);
        Displacement moved = Displacement.of(ranked, pageSize);
        assertThat(ranked).as(where).hasSize(expect.size());
        for (int place = 0; place < ranked.size(); place++) {
            Ranked got = ranked.get(place);
            JsonNode wanted = expect.get(place);
            assertThat(got.candidate().itemId())
                    .as(where)
                    .isEqualTo(wanted.get("item").asText());
            assertThat(got.baseRank())
                    .as(where)
                    .isEqualTo(wanted.get("baseRank").asInt());
            assertThat(got.finalRank())
                    .as(where)
                    .isEqualTo(wanted.get("finalRank").asInt());
            assertNear(got.score(), wanted.get("score"), where);
            assertThat(got.boost().directiveId())
                    .as(where)
                    .isEqualTo(wanted.get("directiveId").asText(null));
            assertNear(moved.lossOf(got), wanted.get("relevanceLoss"), where);
        }
        assertSameTop(candidates, ranked, where);
    }

    private static void assertSameTop(List<Candidate> candidates, List<Ranked> ranked, String where) {
        Map<Candidate, AppliedBoost> kept = ranked.stream().collect(Collectors.toMap(Ranked::candidate, Ranked::boost));
        AppliedBoost[] boosts = candidates.stream().map(kept::get).toArray(AppliedBoost[]::new);
        int[] places = new int[candidates.size()];
        new BoostedTop(places.length)
                .choose(
                        candidates.stream().mapToDouble(Candidate::score).toArray(),
                        IntStream.range(0, places.length).toArray(),
                        Stream.of(boosts).mapToDouble(AppliedBoost::multiplier).toArray(),
                        Stream.of(boosts).mapToDouble(AppliedBoost::additive).toArray(),
                        places);
        assertThat(IntStream.of(places).mapToObj(candidates::get))
                .as(where)
                .containsExactlyElementsOf(
                        ranked.stream().map(Ranked::candidate).toList());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("functions")
    void shouldReckonAsTheFileSays(String kind, JsonNode row) {
        switch (kind) {
            case "partition" -> {
                String key = row.get("key").asText();
                assertThat(Integer.toUnsignedLong(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))))
                        .isEqualTo(row.get("hash").asLong());
                assertThat(KeyPartition.of(key, row.get("partitions").asInt()))
                        .isEqualTo(row.get("partition").asInt());
            }
            case "draw" ->
                assertThat(HeldBoost.draw(
                                HeldBoost.seed(row.get("directiveId").asText()),
                                row.get("bucket").asInt()))
                        .isEqualTo(row.get("draw").asLong());
            case "discount" ->
                assertNear(
                        LocalFeedback.discount(
                                row.get("elasticity").asDouble(),
                                row.get("shown").asDouble(),
                                row.get("meanShown").asDouble()),
                        row.get("factor"),
                        kind);
            case "trim" ->
                assertNear(
                        LocalFeedback.trim(
                                row.get("rate").asDouble(),
                                row.get("decisions").asDouble(),
                                row.get("lost").asDouble(),
                                row.get("ahead").asDouble()),
                        row.get("factor"),
                        kind);
            default -> throw new AssertionError("no function is called " + kind);
        }
    }

    private static void assertNear(double got, JsonNode wanted, String where) {
        assertThat(got).as(where).isCloseTo(wanted.asDouble(), within(AGREE * Math.max(1, Math.abs(got))));
    }

    private static JsonNode read(String file) {
        String name = "/io/tributary/schemas/conformance/" + file + ".json";
        try (InputStream in = ConformanceTest.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
