/**
 * What crosses a service boundary: the events of each topic, their names and their form in JSON. Data only.
 *
 * <p>Every event type has a JSON Schema under {@code contracts/schemas} and a golden example under {@code contracts/examples};
 * both sides test against them. Amounts are integer micro-credits (1 credit = 1,000,000 micro-credits = 1 US cent), times are
 * RFC 3339 in UTC, names are snake_case. A field may be added to a version, never removed or given another meaning: that takes a
 * new type with the next version number.
 */
package dev.mainnet.contracts;
