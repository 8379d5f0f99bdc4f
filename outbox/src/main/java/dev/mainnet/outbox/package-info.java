/**
 * Transactional outbox and inbox on R2DBC. A use case appends events in the transaction of its change; the relay, woken by the
 * commit, puts them on Kafka in the order of each key; a consumer marks each event in the transaction of its effect, so that a
 * redelivery has none. Knows no domain: of the contracts it uses {@link dev.mainnet.contracts.Event} and its type names only.
 */
package dev.mainnet.outbox;
