package dev.mainnet.user.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoleTreeTest {

    private final Role admin = builtIn("admin", "users.read");
    private final Role client = builtIn("client");

    @Test
    void aParentHoldsWhatItsChildrenAndTheirsPermit() {
        Role student = role("student", Set.of(), "labs.enter");
        Role tutor = role("tutor", Set.of(student.id()), "labs.grade");
        Role professor = role("professor", Set.of(tutor.id()), "labs.open");
        RoleTree tree = RoleTree.of(List.of(admin, client, student, tutor, professor));

        assertThat(tree.authority(List.of(professor.id())).roles())
                .containsExactly("client", "professor", "student", "tutor");
        assertThat(tree.authority(List.of(professor.id())).permissions())
                .containsExactly("labs.enter", "labs.grade", "labs.open");
        assertThat(tree.authority(List.of(student.id())).permissions()).containsExactly("labs.enter");
        assertThat(tree.authority(List.of()).roles()).containsExactly("client");
    }

    @Test
    void theAdministratorHoldsEverythingWithoutALink() {
        Role student = role("student", Set.of(), "labs.enter");
        RoleTree tree = RoleTree.of(List.of(student, client, admin));

        Authority authority = tree.authority(List.of(admin.id()));

        assertThat(authority.roles()).containsExactly("admin", "client", "student");
        assertThat(authority.permissions()).containsExactly("labs.enter", "users.read");
    }

    @Test
    void twoWaysToARoleAreNoCircle() {
        Role base = role("base", Set.of(), "x");
        Role left = role("left", Set.of(base.id()));
        Role right = role("right", Set.of(base.id()));
        Role top = role("top", Set.of(left.id(), right.id()));

        assertThatCode(() -> RoleTree.of(List.of(admin, client, base, left, right, top))
                        .demandSense())
                .doesNotThrowAnyException();
    }

    @Test
    void noRoleInheritsFromItselfOverAnyNumberOfOthers() {
        for (int length : List.of(1, 2, 3, 50)) {
            List<UUID> ids =
                    IntStream.range(0, length).mapToObj(i -> UUID.randomUUID()).toList();
            List<Role> circle = IntStream.range(0, length)
                    .mapToObj(i -> role(ids.get(i), "r" + i, Set.of(ids.get((i + 1) % length))))
                    .toList();

            refused(circle, "inherit from itself");
        }
        refused(List.of(role("sly", Set.of(admin.id()))), "inherit from itself");
    }

    @Test
    void namesDifferInMoreThanCase() {
        refused(List.of(role("Lab", Set.of()), role("lab", Set.of())), "exists");
    }

    @Test
    void everythingFitsIntoOneToken() {
        refused(IntStream.range(0, 99).mapToObj(i -> role("r" + i, Set.of())).toList(), "fit into one token");
        refused(
                List.of(role(
                        "r",
                        Set.of(),
                        IntStream.range(0, 64).mapToObj(i -> "p" + i).toArray(String[]::new))),
                "fit into one token");
        refused(List.of(role("서".repeat(600), Set.of())), "fit into one token");

        Role largest = role("x".repeat(RoleTree.MOST_BYTES - 50), Set.of());
        RoleTree tree = RoleTree.of(List.of(admin, client, largest));
        tree.demandSense();
        Authority authority = tree.authority(List.of(admin.id()));
        String claims =
                Stream.of(authority.roles(), authority.permissions()).toList().toString();
        assertThat(claims.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000);
    }

    private void refused(List<Role> roles, String reason) {
        List<Role> all = new ArrayList<>(roles);
        all.add(admin);
        all.add(client);
        assertThatThrownBy(() -> RoleTree.of(all).demandSense())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(reason);
    }

    private static Role builtIn(String name, String... permissions) {
        return new Role(
                UUID.randomUUID(), name, "", List.of(permissions), Set.of(), true, Instant.EPOCH, Instant.EPOCH);
    }

    private static Role role(String name, Set<UUID> children, String... permissions) {
        return role(UUID.randomUUID(), name, children, permissions);
    }

    private static Role role(UUID id, String name, Set<UUID> children, String... permissions) {
        return new Role(id, name, "", List.of(permissions), children, false, Instant.EPOCH, Instant.EPOCH);
    }
}
