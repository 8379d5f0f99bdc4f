/** Document 5, sections 2 and 6: Atlas. Its field names, status codes and password rule; every rule behind them is the native API's. */
package dev.mainnet.user.dialect.atlas;
