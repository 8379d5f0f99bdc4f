package dev.mainnet.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TellerTest {

    @Test
    void cutsCredentialsOffAfterAFewCharacters() {
        String told = Teller.readable("""
                {"key": "mk_abcdefghijklmnop", "access_token": "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
                 "password": "violet-harbour", "refresh_token": "0123456789abcdef"}""");

        assertThat(told)
                .contains("mk_abcd…", "eyJhbGc…", "\"password\": \"…\"", "012345…")
                .doesNotContain("efgh", "c2ln", "harbour", "89abcdef");
    }

    @Test
    void shortensALongBody() {
        assertThat(Teller.readable("x".repeat(10_000))).hasSizeLessThan(500).endsWith("…");
    }
}
