package io.tributary.topology.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.tributary.domain.eligibility.AttributeDeclaration;
import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.ClauseCompiler;
import io.tributary.domain.eligibility.CompiledClause;
import io.tributary.domain.eligibility.MerchantField;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Clauses in CEL, with the variables {@code merchant} ({@link MerchantType}), {@code lists} (entries by name) and {@code now}. The command
 * line that checks a clause, the pool that takes it and the merchant partitions that follow it use this one compiler, and it compiles a
 * clause once for all of them. Safe for use by several threads.
 */
public final class CelClauses implements ClauseCompiler {
    /** Twice what rules in force can have: 128 programmes of 32 clauses. */
    private static final int MOST_KEPT = 8_192;

    /**
     * Each clause is evaluated for every merchant: what one may cost is limited, however it is written. A value is
     * looked up in a list by {@code in}, by its hash, which is not counted; loops over lists are. Whole numbers may be compared with others:
     * satisfaction is at least 1 as well as at least 1.0.
     */
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(2_000)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(10_000)
            .maxRegexProgramSize(1_000)
            .build();

    private static final CelClauses INSTANCE = new CelClauses();

    private final CelCompiler compiler = compiler(Map.of());
    private final CelRuntime runtime =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
    /** The ones compiled last, in the order of their last use. */
    private final Map<Key, CompiledClause> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompiledClause> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** @param declared null where that is not known, or where the clause reads no attributes */
    private record Key(Clause clause, AttributeDeclarations declared) {}

    private CelClauses() {}

    /** The one of this process. */
    public static CelClauses get() {
        return INSTANCE;
    }

    /** @param attributes their types by name */
    private static CelCompiler compiler(Map<String, CelType> attributes) {
        MerchantType merchant = new MerchantType(attributes);
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setTypeProvider(merchant)
                .addVar("merchant", merchant.type())
                .addVar("lists", MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING)))
                .addVar("now", SimpleType.INT)
                .setResultType(SimpleType.BOOL)
                .build();
    }

    @Override
    public CompiledClause compile(Clause clause) {
        return compiled(new Key(clause, null));
    }

    @Override
    public CompiledClause compile(Clause clause, AttributeDeclarations declared) {
        boolean reads = clause.expression().contains(MerchantField.ATTRIBUTES);
        return compiled(new Key(clause, reads ? declared : null));
    }

    private CompiledClause compiled(Key key) {
        synchronized (kept) {
            return kept.computeIfAbsent(key, this::made);
        }
    }

    private CompiledClause made(Key key) {
        Clause clause = key.clause();
        CelAbstractSyntaxTree parsed = AttributeAccess.asFields(parse(clause));
        Map<String, CelType> types = types(AttributeAccess.names(parsed), key.declared());
        try {
            CelCompiler checker = types.isEmpty() ? compiler : compiler(types);
            CelAbstractSyntaxTree checked = checker.check(parsed).getAst();
            return CelClause.of(clause, CelReading.of(checked), runtime.createProgram(checked));
        } catch (CelValidationException e) {
            return CelClause.faulty(clause, CelReading.of(parsed), refusal(clause, e));
        } catch (CelEvaluationException e) {
            return CelClause.faulty(clause, CelReading.of(parsed), clause.path() + ": " + e.getMessage());
        }
    }

    /** Types of the attributes that are declared; any for all where it is not known what is. */
    private static Map<String, CelType> types(Set<String> names, AttributeDeclarations declared) {
        Map<String, CelType> types = new HashMap<>();
        for (String name : names) {
            AttributeDeclaration.Type type = declared == null ? null : declared.type(name);
            if (type != null) {
                types.put(name, MerchantType.of(type));
            } else if (declared == null) {
                types.put(name, SimpleType.DYN);
            }
        }
        return types;
    }

    private CelAbstractSyntaxTree parse(Clause clause) {
        try {
            return compiler.parse(clause.expression()).getAst();
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(refusal(clause, e), e);
        }
    }

    private static String refusal(Clause clause, CelValidationException e) {
        CelIssue issue = e.getErrors().get(0);
        String said = issue.getMessage().lines().findFirst().orElse("no CEL").replaceAll("\\s+", " ");
        return clause.path() + ": at "
                + issue.getSourceLocation().getLine() + ":"
                + (issue.getSourceLocation().getColumn() + 1) + " of \"" + clause.expression() + "\": "
                + remedy(said);
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
