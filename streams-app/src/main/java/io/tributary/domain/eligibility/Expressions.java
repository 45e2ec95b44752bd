package io.tributary.domain.eligibility;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/** CEL with the variables of clauses: {@code merchant} ({@link MerchantType}), {@code lists} (entries by name), {@code now}. */
final class Expressions {
    /**
     * Each clause is evaluated for every merchant: what one may cost is limited, however it is written. A list of a hundred thousand
     * entries is looked through by {@code in}, which is not counted; loops over lists are. Whole numbers may be compared with others:
     * satisfaction is at least 1 as well as at least 1.0.
     */
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(2_000)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(10_000)
            .maxRegexProgramSize(1_000)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(MerchantType.INSTANCE)
            .addVar("merchant", MerchantType.INSTANCE.type())
            .addVar("lists", MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING)))
            .addVar("now", SimpleType.INT)
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

    private Expressions() {}

    /**
     * The expression as a tree whose types are not checked yet.
     *
     * @throws IllegalArgumentException naming the clause, the place in it and what is wrong there
     */
    static CelAbstractSyntaxTree parse(Clause clause) {
        try {
            return COMPILER.parse(clause.expression()).getAst();
        } catch (CelValidationException e) {
            throw refusal(clause, e);
        }
    }

    /**
     * The expression with its types checked; it yields true or false.
     *
     * @throws IllegalArgumentException naming the clause, the place in it and what is wrong there
     */
    static CelAbstractSyntaxTree compile(Clause clause) {
        try {
            return COMPILER.compile(clause.expression()).getAst();
        } catch (CelValidationException e) {
            throw refusal(clause, e);
        }
    }

    static CelRuntime.Program program(Clause clause) {
        try {
            return RUNTIME.createProgram(compile(clause));
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException("eligibility." + clause.id() + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException refusal(Clause clause, CelValidationException e) {
        CelIssue issue = e.getErrors().get(0);
        String said = issue.getMessage().lines().findFirst().orElse("no CEL").replaceAll("\\s+", " ");
        return new IllegalArgumentException(
                "eligibility." + clause.id() + ": at "
                        + issue.getSourceLocation().getLine() + ":"
                        + (issue.getSourceLocation().getColumn() + 1) + " of \"" + clause.expression() + "\": "
                        + remedy(said),
                e);
    }

    private static String remedy(String said) {
        if (said.contains("expected type 'bool'")) {
            return said + "; a clause must be true or false, for example merchant.violations == 0";
        }
        if (said.contains("no matching overload")) {
            return said + "; compare texts with texts ('...') and numbers with numbers";
        }
        return said;
    }
}
