package io.tributary.topology.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.ClauseReading;
import io.tributary.domain.eligibility.ClauseReading.Comparison;
import io.tributary.domain.eligibility.ClauseReading.Numbers;
import io.tributary.domain.eligibility.ClauseReading.TimeUse;
import io.tributary.domain.eligibility.MerchantField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out what an expression speaks of from its tree. In one whose types are checked a field is one of what has the merchant's type,
 * whatever it is called; in one whose types do not fit, names have to do.
 */
final class CelReading {
    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in");

    private static final Set<String> AGES =
            Set.of(MerchantField.AGE_DAYS.fieldName(), MerchantField.OWNER_AGE_DAYS.fieldName());

    private final CelAbstractSyntaxTree tree;
    private final Set<String> fields = new TreeSet<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Long> wholes = new ArrayList<>();
    private final List<Double> reals = new ArrayList<>();
    private final Set<String> words = new TreeSet<>();
    private final Set<String> lists = new TreeSet<>();
    private final Set<String> attributes = new TreeSet<>();
    private final List<Long> ages = new ArrayList<>();
    private final List<Long> moments = new ArrayList<>();
    private boolean anyDay;
    private boolean anyTime;
    private boolean anyEntry;
    /** Variables of {@code exists}, {@code all} and the like, with what they go over. */
    private final Map<String, CelExpr> ranges = new HashMap<>();

    private CelReading(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    static ClauseReading of(CelAbstractSyntaxTree tree) {
        CelReading reading = new CelReading(tree);
        List<CelNavigableExpr> nodes =
                CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
        nodes.forEach(node -> reading.range(node.expr()));
        nodes.forEach(reading::read);
        return new ClauseReading(
                reading.fields,
                reading.comparisons,
                new Numbers(reading.wholes, reading.reals),
                reading.words,
                reading.lists,
                new TimeUse(reading.ages, reading.moments, reading.anyDay, reading.anyTime, reading.anyEntry),
                reading.attributes);
    }

    private void range(CelExpr node) {
        if (node.getKind() == Kind.COMPREHENSION) {
            CelComprehension loop = node.comprehension();
            ranges.put(loop.iterVar(), loop.iterRange());
        }
    }

    private void read(CelNavigableExpr place) {
        CelExpr node = place.expr();
        switch (node.getKind()) {
            case IDENT -> {
                if (node.ident().name().equals("now") && !ranges.containsKey("now")) {
                    anyTime |= !readComparedWith(place, moments);
                } else if (node.ident().name().equals("lists") && !ranges.containsKey("lists")) {
                    anyEntry |= !isLookUp(place);
                }
            }
            case SELECT -> select(place, node.select());
            case CALL -> call(node.call());
            case CONSTANT -> constant(node.constant());
            default -> {}
        }
    }

    private void select(CelNavigableExpr place, CelExpr.CelSelect select) {
        if (AttributeAccess.isOf(select)) {
            attributes.add(select.field());
            // Without the declarations it could not be evaluated.
            lists.add(AttributeDeclarations.LIST);
        } else if (isMerchant(select.operand()) && !select.field().equals(MerchantField.ATTRIBUTES)) {
            fields.add(select.field());
            if (AGES.contains(select.field()) && !select.testOnly()) {
                anyDay |= !readComparedWith(place, ages);
            }
        } else if (name(select.operand()).equals("lists") && !select.testOnly()) {
            lists.add(select.field());
        }
    }

    /**
     * Takes the number that the expression is compared with.
     *
     * @return whether that is all that is made of it
     */
    private static boolean readComparedWith(CelNavigableExpr place, List<Long> numbers) {
        CelExpr parent = place.parent().map(CelNavigableExpr::expr).orElse(place.expr());
        if (parent.getKind() != Kind.CALL || !COMPARISONS.contains(parent.call().function())) {
            return false;
        }
        List<CelExpr> sides = parent.call().args();
        CelExpr other = sides.get(0).id() == place.expr().id() ? sides.get(1) : sides.get(0);
        if (other.getKind() != Kind.CONSTANT || other.constant().getKind() != CelConstant.Kind.INT64_VALUE) {
            return false;
        }
        numbers.add(other.constant().int64Value());
        return true;
    }

    /** Whether a list is only asked whether it holds a value of the merchant, or whether there is such a list. */
    private boolean isLookUp(CelNavigableExpr lists) {
        CelNavigableExpr list = lists.parent().orElse(lists);
        boolean isList = list.expr().getKind() == Kind.SELECT;
        if (list.expr().getKind() == Kind.CALL) {
            CelCall call = list.expr().call();
            if (call.function().equals("@in")) {
                return true;
            }
            isList = call.function().equals("_[_]") && call.args().get(1).getKind() == Kind.CONSTANT;
        } else if (isList && list.expr().select().testOnly()) {
            return true;
        }
        CelExpr use = list.parent().map(CelNavigableExpr::expr).orElse(list.expr());
        return isList
                && use.getKind() == Kind.CALL
                && use.call().function().equals("@in")
                && use.call().args().get(1).id() == list.id()
                && !field(use.call().args().get(0)).isEmpty();
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

    private boolean isMerchant(CelExpr expression) {
        return tree.isChecked()
                ? tree.getType(expression.id()).filter(MerchantType::isMerchant).isPresent()
                : name(expression).equals("merchant");
    }

    /** The merchant's field that the expression is, or goes over; empty for any other. */
    private String field(CelExpr expression) {
        if (expression.getKind() == Kind.SELECT
                && isMerchant(expression.select().operand())) {
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
