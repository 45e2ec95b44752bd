package io.tributary.topology.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableSelect;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import io.tributary.domain.eligibility.MerchantField;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes {@code merchant.attributes['name']} a field of a struct, {@code merchant.attributes.name}, so that the checker knows the type of
 * each attribute: values of a map would all have the same. Places in the text stay as they are. A name that is not written out is left
 * alone, and refused by the checker.
 */
final class AttributeAccess {
    private AttributeAccess() {}

    /** The tree with fields in place of look-ups; the same one when it has none. */
    static CelAbstractSyntaxTree asFields(CelAbstractSyntaxTree parsed) {
        CelMutableAst tree = CelMutableAst.fromCelAst(parsed);
        List<CelMutableExpr> found = CelNavigableMutableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableMutableExpr::expr)
                .filter(AttributeAccess::isLookUp)
                .toList();
        if (found.isEmpty()) {
            return parsed;
        }
        for (CelMutableExpr each : found) {
            List<CelMutableExpr> args = each.call().args();
            each.setSelect(
                    CelMutableSelect.create(args.get(0), args.get(1).constant().stringValue()));
        }
        return tree.toParsedAst(true);
    }

    private static boolean isLookUp(CelMutableExpr expression) {
        if (expression.getKind() != Kind.CALL || !expression.call().function().equals("_[_]")) {
            return false;
        }
        CelMutableExpr map = expression.call().args().get(0);
        CelMutableExpr name = expression.call().args().get(1);
        return map.getKind() == Kind.SELECT
                && map.select().field().equals(MerchantField.ATTRIBUTES)
                && !map.select().testOnly()
                && !isLists(map.select().operand())
                && name.getKind() == Kind.CONSTANT
                && name.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    private static boolean isLists(CelMutableExpr operand) {
        return operand.getKind() == Kind.IDENT && operand.ident().name().equals("lists");
    }

    /** Whether this is an attribute of a merchant. */
    static boolean isOf(CelExpr.CelSelect select) {
        CelExpr struct = select.operand();
        return struct.getKind() == Kind.SELECT
                && struct.select().field().equals(MerchantField.ATTRIBUTES)
                && !(struct.select().operand().getKind() == Kind.IDENT
                        && struct.select().operand().ident().name().equals("lists"));
    }

    /** Names of the attributes in a tree that {@link #asFields} has made. */
    static Set<String> names(CelAbstractSyntaxTree tree) {
        Set<String> names = new TreeSet<>();
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .filter(node -> node.getKind() == Kind.SELECT && isOf(node.select()))
                .forEach(node -> names.add(node.select().field()));
        return names;
    }
}
