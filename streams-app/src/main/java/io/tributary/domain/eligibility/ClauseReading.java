package io.tributary.domain.eligibility;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one expression speaks of: fields of the merchant, words they are compared with, numbers, and lists it needs. */
final class ClauseReading {
    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in");

    /** A field and a word it is compared with. */
    record Comparison(String field, String word) {}

    private final Set<String> fields = new TreeSet<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Long> wholes = new ArrayList<>();
    private final List<Double> reals = new ArrayList<>();
    private final Set<String> words = new TreeSet<>();
    private final Set<String> lists = new TreeSet<>();
    /** Variables of {@code exists}, {@code all} and the like, with what they go over. */
    private final Map<String, CelExpr> ranges = new HashMap<>();

    private ClauseReading() {}

    static ClauseReading of(CelAbstractSyntaxTree tree) {
        ClauseReading reading = new ClauseReading();
        List<CelExpr> nodes = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .toList();
        nodes.forEach(reading::range);
        nodes.forEach(reading::read);
        return reading;
    }

    Set<String> fields() {
        return fields;
    }

    List<Comparison> comparisons() {
        return comparisons;
    }

    List<Long> wholes() {
        return wholes;
    }

    List<Double> reals() {
        return reals;
    }

    /** Every text in it. */
    Set<String> words() {
        return words;
    }

    /** Names of the lists that must exist for it to be evaluated, as far as they are written out. */
    Set<String> lists() {
        return lists;
    }

    private void range(CelExpr node) {
        if (node.getKind() == Kind.COMPREHENSION) {
            CelComprehension loop = node.comprehension();
            ranges.put(loop.iterVar(), loop.iterRange());
        }
    }

    private void read(CelExpr node) {
        switch (node.getKind()) {
            case SELECT -> {
                String operand = name(node.select().operand());
                if (operand.equals("merchant")) {
                    fields.add(node.select().field());
                } else if (operand.equals("lists") && !node.select().testOnly()) {
                    lists.add(node.select().field());
                }
            }
            case CALL -> call(node.call());
            case CONSTANT -> constant(node.constant());
            default -> {}
        }
    }

    private void call(CelCall call) {
        if (call.args().size() != 2) {
            return;
        }
        CelExpr left = call.args().get(0);
        CelExpr right = call.args().get(1);
        if (call.function().equals("_[_]") && name(left).equals("lists")) {
            texts(right).forEach(lists::add);
        } else if (COMPARISONS.contains(call.function())) {
            String leftField = field(left);
            String rightField = field(right);
            texts(right).forEach(word -> compare(leftField, word));
            texts(left).forEach(word -> compare(rightField, word));
        }
    }

    private void compare(String field, String word) {
        if (!field.isEmpty()) {
            comparisons.add(new Comparison(field, word));
        }
    }

    private void constant(CelConstant constant) {
        switch (constant.getKind()) {
            case INT64_VALUE -> wholes.add(constant.int64Value());
            case DOUBLE_VALUE -> reals.add(constant.doubleValue());
            case STRING_VALUE -> words.add(constant.stringValue());
            default -> {}
        }
    }

    /** The merchant's field that the expression is, or goes over; empty for any other. */
    private String field(CelExpr expression) {
        if (expression.getKind() == Kind.SELECT
                && name(expression.select().operand()).equals("merchant")) {
            return expression.select().field();
        }
        CelExpr range = ranges.get(name(expression));
        return range == null || range == expression ? "" : field(range);
    }

    /** The words written out that the expression is, holds, or goes over. */
    private List<String> texts(CelExpr expression) {
        if (expression.getKind() == Kind.CONSTANT) {
            return expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                    ? List.of(expression.constant().stringValue())
                    : List.of();
        }
        if (expression.getKind() == Kind.LIST) {
            return expression.list().elements().stream()
                    .flatMap(element -> texts(element).stream())
                    .toList();
        }
        CelExpr range = ranges.get(name(expression));
        return range == null || range.getKind() != Kind.LIST ? List.of() : texts(range);
    }

    private static String name(CelExpr expression) {
        return expression.getKind() == Kind.IDENT ? expression.ident().name() : "";
    }
}
