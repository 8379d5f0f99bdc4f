package dev.mainnet.user.role;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All roles. */
@Repository
class Roles {

    private final DatabaseClient database;

    Roles(DatabaseClient database) {
        this.database = database;
    }

    Mono<RoleTree> tree() {
        return database.sql("""
                        SELECT role.*, ARRAY(SELECT child_id FROM role_child WHERE parent_id = role.id) AS children
                        FROM role ORDER BY id
                        """).map(Roles::role).all().collectList().map(RoleTree::of);
    }

    /** As {@link #tree}; it then stays as it is until the transaction ends, so that no two changes make a cycle together. */
    Mono<RoleTree> lockTree() {
        return database.sql("LOCK TABLE role IN SHARE ROW EXCLUSIVE MODE")
                .then()
                .then(Mono.defer(this::tree));
    }

    /** Adds the role, or what became of it, without its links. */
    Mono<Void> save(Role role) {
        return database.sql("""
                        INSERT INTO role (id, name, description, permissions, built_in, created_at, updated_at)
                        VALUES ($1, $2, $3, $4::text[], $5, $6, $7)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
                            permissions = excluded.permissions, updated_at = excluded.updated_at
                        """)
                .bind(0, role.id())
                .bind(1, role.name())
                .bind(2, role.description())
                .bind(3, role.permissions().toArray(String[]::new))
                .bind(4, role.builtIn())
                .bind(5, role.createdAt())
                .bind(6, role.updatedAt())
                .then();
    }

    /** Gives the role these children and no others. */
    Mono<Void> saveChildren(Role role) {
        return database.sql("DELETE FROM role_child WHERE parent_id = $1")
                .bind(0, role.id())
                .then()
                .then(Mono.defer(() -> database.sql("""
                                INSERT INTO role_child (parent_id, child_id) SELECT $1, unnest($2::uuid[])
                                """)
                        .bind(0, role.id())
                        .bind(1, role.children().toArray(UUID[]::new))
                        .then()));
    }

    Mono<Void> delete(UUID id) {
        return database.sql("DELETE FROM role WHERE id = $1").bind(0, id).then();
    }

    private static Role role(Readable row) {
        return new Role(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("description", String.class)),
                List.of(Objects.requireNonNull(row.get("permissions", String[].class))),
                Set.of(Objects.requireNonNull(row.get("children", UUID[].class))),
                Objects.requireNonNull(row.get("built_in", Boolean.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("updated_at", Instant.class)));
    }
}
