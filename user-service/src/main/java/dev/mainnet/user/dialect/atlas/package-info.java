/** Document 5's accounts: its paths, bodies and status codes, translated onto the use cases of the native API. */
package dev.mainnet.user.dialect.atlas;
