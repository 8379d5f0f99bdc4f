/** What tests share: PostgreSQL and Kafka to run on, identities to call with, golden examples, the architecture rules. */
package dev.mainnet.testing;
