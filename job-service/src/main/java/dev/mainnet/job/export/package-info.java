/** Everything that is held here about an account, for user-service to put together; the gateway does not route here. */
package dev.mainnet.job.export;
