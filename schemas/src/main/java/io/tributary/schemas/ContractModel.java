package io.tributary.schemas;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's view of the generated classes, for all of them. From 1.12.2 on Avro loads no class that a schema names unless a system
 * property or a global setting says that it is trusted; without this model not even the builders of the contract would work.
 * It trusts generated records and enums of the contract's own packages, and leaves every other name to Avro's rule.
 */
public final class ContractModel extends SpecificData {
    private static final String PACKAGES = "io.tributary.";
    private static final ContractModel INSTANCE = new ContractModel();

    private final ConcurrentMap<String, Class<?>> classes = new ConcurrentHashMap<>();

    private ContractModel() {
        super(ContractModel.class.getClassLoader());
        // The coders compiled into the classes took half the time of Avro's "fast reader", which would be asked first.
        setCustomCoders(true);
        setFastReaderEnabled(false);
    }

    /** The model of the generated classes. */
    public static SpecificData get() {
        return INSTANCE;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class getClass(Schema schema) {
        boolean named = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM;
        if (!named || !schema.getFullName().startsWith(PACKAGES)) {
            return super.getClass(schema);
        }
        Class<?> type = classes.computeIfAbsent(schema.getFullName(), this::load);
        return type == Void.class ? null : type;
    }

    /** Void stands for a name that no generated class has. */
    private Class<?> load(String name) {
        try {
            Class<?> type = Class.forName(name, false, getClassLoader());
            boolean generated = SpecificRecord.class.isAssignableFrom(type) || type.isEnum();
            return generated ? type : Void.class;
        } catch (ClassNotFoundException e) {
            return Void.class;
        }
    }
}
