package io.tributary.stack.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * Entry point of every child JVM: {@code GuardedMain realMain arguments...}.
 *
 * <p>Standard input is a pipe that only the parent holds open. The operating system closes it however the parent ends, kill -9
 * included, and then this process ends within seconds. That is immediate and cannot be fooled by a process id being used again. A parent that
 * wants to be outlived writes {@link #RELEASE} first.
 *
 * <p>This class is copied alone onto the child's class path: it must not need another class of ours.
 */
public final class GuardedMain {
    /** What the parent writes to let this process go on without it. */
    public static final int RELEASE = 'R';

    private static final int EXIT_CODE = 143;
    private static final int EXIT_MILLISECONDS = 4_000;

    private GuardedMain() {}

    public static void main(String[] args) throws Throwable {
        // Ctrl-C in a terminal, or the terminal's end, reaches the whole process group. Whoever uses the stack must be
        // able to finish its work on a broker that is still there; only the parent, or its end, stops this process.
        ignore("INT");
        ignore("HUP");
        Thread guard = new Thread(GuardedMain::endWithParent, "parent-guard");
        guard.setDaemon(true);
        guard.start();
        try {
            Method real = Class.forName(args[0]).getMethod("main", String[].class);
            real.setAccessible(true); // as the java command does: the class need not be public
            real.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWithParent() {
        try {
            if (System.in.read() == RELEASE) {
                return;
            }
        } catch (IOException e) {
            System.err.println("parent-guard: standard input failed, taken as the parent's end: " + e);
        }
        Thread exit = new Thread(() -> Runtime.getRuntime().exit(EXIT_CODE), "parent-guard-exit");
        exit.setDaemon(true);
        exit.start();
        try {
            exit.join(EXIT_MILLISECONDS);
        } catch (InterruptedException e) {
            System.err.println("parent-guard: interrupted, ending at once");
        }
        // An orderly end spares the next start a recovery, but shutdown hooks may wait for a peer that went with the
        // same parent.
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    /** By reflection: javac warns of every direct use of this class, although module jdk.unsupported exports it. */
    private static void ignore(String signal) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object nothing = Proxy.newProxyInstance(
                    GuardedMain.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> null);
            type.getMethod("handle", type, handler)
                    .invoke(null, type.getConstructor(String.class).newInstance(signal), nothing);
        } catch (ReflectiveOperationException e) {
            System.err.println("parent-guard: signal " + signal + " is not ignored: " + e);
        }
    }
}
