/** A service's OpenAPI document, made from its controllers, and the check that clients are told the same. */
package dev.mainnet.testing.openapi;
