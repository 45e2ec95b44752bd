package io.tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Repairs one method of Kafka 4.4.0's broker (KAFKA-20734, not yet released): {@code KRaftMetadataCache.getPartitionLeaderEndpoint} says
 * "no such partition" for a partition that has no leader at the moment. When a lone broker was killed and starts again, all its partitions
 * are without a leader for some 50 ms; the transaction coordinator, which is just completing what was committed, then takes the partitions
 * for deleted and never writes their markers. The transaction hangs, and read_committed readers stop there for good. Measured without this:
 * one kill in two or three. The answer "known, but at no node" makes the coordinator try again, as it did before 4.1.
 *
 * <p>The repaired class goes to the front of the broker's class path. Delete this class with the first Kafka release that has the fix.
 */
final class BrokerPatch {
    private static final String TYPE = "org/apache/kafka/metadata/KRaftMetadataCache";
    /** The step from a partition that exists to its leader's node; a lambda of getPartitionLeaderEndpoint. */
    private static final String METHOD = "lambda$getPartitionLeaderEndpoint$";

    private static final String LAST_PARAMETER =
            "Lorg/apache/kafka/metadata/PartitionRegistration;)Ljava/util/Optional;";

    private BrokerPatch() {}

    /** Puts the repaired class into the folder, which must come first on the broker's class path. */
    static void apply(Artefacts artefacts, Path folder) {
        Path target = folder.resolve(TYPE + ".class");
        try (JarFile jar = new JarFile(artefacts.kafkaJar("kafka-metadata").toFile())) {
            ZipEntry entry = jar.getEntry(TYPE + ".class");
            try (InputStream in = jar.getInputStream(entry)) {
                Files.createDirectories(target.getParent());
                Path whole = Files.createTempFile(target.getParent(), "KRaftMetadataCache", ".part");
                Files.write(whole, repair(in.readAllBytes()));
                Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new StackException("cannot write " + target, "make the folder writable, or choose another", e);
        }
    }

    static byte[] repair(byte[] original) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        Repair repair = new Repair(writer);
        reader.accept(repair, 0);
        if (!repair.done) {
            throw new IllegalStateException(
                    TYPE + " is not the one of Kafka 4.4.0: see whether BrokerPatch is still needed");
        }
        return writer.toByteArray();
    }

    private static final class Repair extends ClassVisitor {
        private boolean done;

        Repair(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.startsWith(METHOD) || !descriptor.endsWith(LAST_PARAMETER)) {
                return next;
            }
            done = true;
            return new OrNoNode(next);
        }
    }

    /** Returns {@code Optional.of(found.orElse(Node.noNode()))} where the method returned {@code found}. */
    private static final class OrNoNode extends MethodVisitor {
        private static final String NODE = "org/apache/kafka/common/Node";
        private static final String OPTIONAL = "java/util/Optional";

        OrNoNode(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ARETURN) {
                visitMethodInsn(Opcodes.INVOKESTATIC, NODE, "noNode", "()L" + NODE + ";", false);
                visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, OPTIONAL, "orElse", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
                visitMethodInsn(Opcodes.INVOKESTATIC, OPTIONAL, "of", "(Ljava/lang/Object;)L" + OPTIONAL + ";", false);
            }
            super.visitInsn(opcode);
        }
    }
}
