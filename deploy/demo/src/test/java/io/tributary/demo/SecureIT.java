package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.run.AccessRole;
import io.tributary.stack.StackSecurity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Service, commands and everybody else on one secured stack, each as whom it is: what they share, and its subjects in their order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class SecureIT {
    private SecuredStack stack;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        stack = SecuredStack.start(folder);
        assertThat(stack.run(StackSecurity.ADMIN, "acls", "plan")).isEqualTo(1);
        for (AccessRole role : AccessRole.values()) {
            assertThat(stack.run(StackSecurity.ADMIN, "acls", "apply", "--role", role.id()))
                    .isZero();
            stack.awaitMissing(role, List.of());
        }
        assertThat(stack.run(StackSecurity.ADMIN, "acls", "plan", "--json")).isZero();
        assertThat(stack.said()).contains("\"action\":\"OK\"");
        String certified = "User:" + SecuredStack.CERTIFIED;
        assertThat(stack.run(StackSecurity.ADMIN, "acls", "apply", "--role", "recommender", "--principal", certified))
                .isZero();
        assertThat(stack.run("operator", "topics", "apply")).as(stack.said()).isZero();
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Nested
    @Order(1)
    class Service extends SecuredService {
        Service() {
            super(stack);
        }
    }

    @Nested
    @Order(2)
    class Rights extends SecuredRights {
        Rights() {
            super(stack);
        }
    }
}
