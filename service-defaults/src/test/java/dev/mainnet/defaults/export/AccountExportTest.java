package dev.mainnet.defaults.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.testing.ServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class AccountExportTest {

    private final UUID account = UUID.randomUUID();

    @Autowired
    DatabaseClient database;

    @Autowired
    JsonMapper json;

    @Test
    void aListThatFitsIsWhole() {
        JsonNode document = export("SELECT $1::uuid AS id, n FROM generate_series(3, 1, -1) AS n");

        assertThat(document.path("list").size()).isEqualTo(3);
        assertThat(document.at("/list/0/n").asInt()).isEqualTo(3);
        assertThat(document.at("/list/0/id").asString()).isEqualTo(account.toString());
        assertThat(document.path("shortened").isEmpty()).isTrue();
    }

    @Test
    void aListOfNothingIsEmpty() {
        JsonNode document = export("SELECT $1::uuid AS id WHERE false");

        assertThat(document.path("list").isArray()).isTrue();
        assertThat(document.path("list").isEmpty()).isTrue();
        assertThat(document.path("shortened").isEmpty()).isTrue();
    }

    @Test
    void aLongListHasItsFirstRowsAndIsNamed() {
        JsonNode document = export("SELECT $1::uuid AS id, n FROM generate_series(1, 6000) AS n");

        assertThat(document.path("list").size()).isEqualTo(AccountExport.MOST_ROWS);
        assertThat(document.at("/list/0/n").asInt()).isEqualTo(1);
        assertThat(document.at("/shortened/0").asString()).isEqualTo("list");
    }

    @Test
    void aBigListHasItsFirstRowsAndIsNamed() {
        JsonNode document =
                export("SELECT $1::uuid AS id, n, repeat('x', 400000) AS text FROM generate_series(1, 10) AS n");

        assertThat(document.path("list").size()).isEqualTo(2);
        assertThat(document.at("/list/0/n").asInt()).isEqualTo(1);
        assertThat(document.at("/shortened/0").asString()).isEqualTo("list");
    }

    private JsonNode export(String statement) {
        AccountExport export = new AccountExport(database, Map.of("list", statement));
        return json.readTree(json.writeValueAsString(export.of(account).block()));
    }
}
