package io.tributary.explain;

import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.DecisionReason;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.domain.LocalizedText;
import io.tributary.explain.MerchantCase.Made;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.programmes.v1.Programme;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Explains how a merchant stands in programmes, or how one decision came about. */
public final class CaseExplainer {
    private static final Set<DecisionKind> ELIGIBILITY =
            Set.of(DecisionKind.ELIGIBLE, DecisionKind.NOT_ELIGIBLE, DecisionKind.EXIT);

    private final MerchantCase merchant;

    public CaseExplainer(MerchantCase merchant) {
        this.merchant = merchant;
    }

    /**
     * How the merchant stands.
     *
     * @param programmeId only in this programme; null: in all
     * @throws IllegalArgumentException when nothing was decided about it
     */
    public Page standing(String programmeId) {
        if (merchant.now().entitlement() == null) {
            throw new IllegalArgumentException("nothing was decided about merchant '" + merchant.merchantId()
                    + "': no profile of it has come, or no programme is in force");
        }
        List<Section> sections = new ArrayList<>();
        for (Decision each : merchant.now().entitlement().getDecisions()) {
            if (programmeId == null || programmeId.equals(each.getProgrammeId())) {
                sections.addAll(standing(each));
            }
        }
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("nothing was decided about merchant '" + merchant.merchantId() + "' and "
                    + (programmeId == null ? "any programme" : "programme '" + programmeId + "'"));
        }
        return new Page(
                Words.text("商家 " + merchant.merchantId(), "Merchant " + merchant.merchantId()),
                merchant.merchantId(),
                sections);
    }

    private List<Section> standing(Decision told) {
        Programme rules = merchant.rules().version(told.getProgrammeId(), told.getVersion());
        ZoneId zone = zone(rules);
        Made made = merchant.decision(told.getDecisionId()).orElseGet(() -> asTold(told));
        List<Section> sections = new ArrayList<>();
        sections.add(decision(made, zone));
        sections.add(rule(told, rules, zone));
        sections.add(ClauseSection.of(made, rules, zone));
        if (ClauseSection.isAdverse(made.decision())) {
            sections.add(ClauseSection.missing(made.decision()));
        } else {
            merchant.last(told.getProgrammeId(), DecisionKind.GRANT).ifPresent(grant -> {
                sections.add(StageSection.of(grant.decision(), rules, seenBy(grant)));
                sections.add(GrantSection.of(grant.decision(), zone));
            });
            sections.add(DeliverySection.directive(merchant, told.getProgrammeId(), zone));
        }
        BenefitSection.of(merchant, told.getProgrammeId(), rules, zone).ifPresent(sections::add);
        sections.add(DeliverySection.ledger(merchant.ledger(told.getProgrammeId()), zone));
        sections.add(AppealSection.of(made.decision(), rules, merchant.history().feedback(), zone));
        return sections;
    }

    /** The rule that applies, and why it does where another version is in force. */
    private Section rule(Decision told, Programme rules, ZoneId zone) {
        if (rules == null) {
            return RuleSection.unknown(told.getProgrammeId(), told.getVersion());
        }
        Section section = RuleSection.of(rules);
        List<LocalizedText> lines = new ArrayList<>(section.lines());
        TransitionLines.stay(rules, merchant.rules().after(rules, merchant.now().time()), zone)
                .ifPresent(lines::add);
        return new Section(section.id(), section.title(), lines);
    }

    /** A decision with what decisions until then were made on: the newest of each fact. */
    private Made seenBy(Made made) {
        Map<String, String> facts = new TreeMap<>();
        for (MerchantDecisions each : merchant.history().decisions()) {
            if (each.getDecidedAt() <= made.on().getDecidedAt()) {
                facts.putAll(each.getFacts());
            }
        }
        return new Made(MerchantDecisions.newBuilder(made.on()).setFacts(facts).build(), made.decision());
    }

    /** A decision of which only the entitlement is at hand: without facts. */
    private Made asTold(Decision told) {
        MadeDecision decision = MadeDecision.newBuilder()
                .setDecisionId(told.getDecisionId())
                .setKind(told.getEligible() ? DecisionKind.ELIGIBLE : DecisionKind.NOT_ELIGIBLE)
                .setProgrammeId(told.getProgrammeId())
                .setVersion(told.getVersion())
                .setReasons(reasons(told))
                .build();
        MerchantDecisions on = MerchantDecisions.newBuilder()
                .setMerchantId(merchant.merchantId())
                .setDecidedAt(0)
                .setBeat(0)
                .setRulesDigest("")
                .setFacts(Map.of())
                .setLists(Map.of())
                .setDecisions(List.of(decision))
                .build();
        return new Made(on, decision);
    }

    private static List<DecisionReason> reasons(Decision told) {
        List<DecisionReason> reasons = new ArrayList<>();
        for (int i = 0; i < told.getClauses().size(); i++) {
            reasons.add(DecisionReason.newBuilder()
                    .setClause(told.getClauses().get(i).replaceFirst("^(not-evaluated|unknown|awaited):", ""))
                    .setText(told.getReasons().get(i))
                    .build());
        }
        return reasons;
    }

    /**
     * How one decision came about, and what became of it.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    public Page decision(String decisionId) {
        Made made = merchant.decision(decisionId)
                .orElseThrow(() -> new IllegalArgumentException("there is no decision '" + decisionId
                        + "' in what was read of the topic decisions: look further back with --since"));
        MadeDecision decision = made.decision();
        Programme rules = merchant.rules().version(decision.getProgrammeId(), decision.getVersion());
        ZoneId zone = zone(rules);
        List<Section> sections = new ArrayList<>();
        sections.add(decision(made, zone));
        sections.add(
                rules == null
                        ? RuleSection.unknown(decision.getProgrammeId(), decision.getVersion())
                        : RuleSection.of(rules));
        if (ELIGIBILITY.contains(decision.getKind())) {
            sections.add(ClauseSection.of(made, rules, zone));
        } else if (decision.getKind() == DecisionKind.WITHHELD || decision.getKind() == DecisionKind.SURVIVAL) {
            sections.add(reasons(decision));
        } else {
            sections.add(StageSection.of(decision, rules, seenBy(made)));
        }
        if (decision.getGrant() != null) {
            sections.add(GrantSection.of(decision, zone));
        }
        if (ClauseSection.isAdverse(decision)) {
            sections.add(ClauseSection.missing(decision));
        }
        sections.add(DeliverySection.ledger(entries(made), zone));
        sections.add(AppealSection.of(decision, rules, merchant.history().feedback(), zone));
        return new Page(Words.text("决定 " + decisionId, "Decision " + decisionId), decisionId, sections);
    }

    private static Section reasons(MadeDecision decision) {
        return new Section(
                "reasons",
                Words.text("原因", "Reasons"),
                decision.getReasons().stream()
                        .map(each -> Words.text(each.getText()))
                        .toList());
    }

    /** What was written at the same beat, and of a grant all of its period. */
    private List<LedgerEntry> entries(Made made) {
        MadeDecision decision = made.decision();
        return merchant.ledger(decision.getProgrammeId()).stream()
                .filter(each -> each.getBeat() == made.on().getBeat()
                        || decision.getGrant() != null
                                && each.getPeriodStart() == decision.getGrant().getPeriodStart())
                .toList();
    }

    private Section decision(Made made, ZoneId zone) {
        MadeDecision decision = made.decision();
        List<LocalizedText> lines = new ArrayList<>();
        LocalizedText kind = kind(decision.getKind());
        lines.add(Words.text(
                decision.getProgrammeId() + " 版本 " + decision.getVersion() + "：" + kind.zh(),
                decision.getProgrammeId() + " v" + decision.getVersion() + ": " + kind.en()));
        lines.add(Words.same("decisionId " + decision.getDecisionId()));
        if (made.on().getBeat() > 0) {
            lines.add(Words.text(
                    "决定于 " + Words.moment(made.on().getDecidedAt(), zone) + "，节拍 "
                            + made.on().getBeat() + "，规则摘要 " + made.on().getRulesDigest(),
                    "decided at " + Words.moment(made.on().getDecidedAt(), zone) + ", beat "
                            + made.on().getBeat() + ", digest of the rules "
                            + made.on().getRulesDigest()));
        } else {
            lines.add(Words.text(
                    "做出决定时的事实不在所读的记录中，可用 --since 读取更早的记录。",
                    "What it was made on is not in what was read: look further back with --since."));
        }
        replaced(made, zone).ifPresent(lines::add);
        return new Section("decision", Words.text("决定", "Decision"), lines);
    }

    /** Which eligibility decision took the place of one. */
    private java.util.Optional<LocalizedText> replaced(Made made, ZoneId zone) {
        if (!ELIGIBILITY.contains(made.decision().getKind())) {
            return java.util.Optional.empty();
        }
        List<Made> all = merchant.made();
        return all.stream()
                .skip(all.indexOf(made) + 1L)
                .filter(each -> ELIGIBILITY.contains(each.decision().getKind()))
                .filter(each ->
                        each.decision().getProgrammeId().equals(made.decision().getProgrammeId()))
                .findFirst()
                .filter(each -> all.contains(made))
                .map(each -> Words.text(
                        Words.moment(each.on().getDecidedAt(), zone) + " 被 "
                                + each.decision().getDecisionId() + " 取代",
                        "until " + Words.moment(each.on().getDecidedAt(), zone) + ", then "
                                + each.decision().getDecisionId()));
    }

    private static LocalizedText kind(DecisionKind kind) {
        return switch (kind) {
            case ELIGIBLE -> Words.text("参加扶持", "takes part");
            case NOT_ELIGIBLE -> Words.text("不参加扶持", "does not take part");
            case EXIT -> Words.text("退出扶持", "leaves");
            case STAGE -> Words.text("阶段变化", "another stage");
            case GRANT -> Words.text("设定本期额度", "the grant was set");
            case WITHHELD -> Words.text("停止加权", "boosts are withheld");
            case SURVIVAL -> Words.text("毕业后的情况", "how it does since it graduated");
            default -> Words.same(kind.name());
        };
    }

    private static ZoneId zone(Programme rules) {
        return rules == null ? ZoneOffset.UTC : ZoneId.of(rules.getTimeZone());
    }
}
