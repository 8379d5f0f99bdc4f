/** Where requests go, and what happens when nobody is there: instances, retries, timeouts, bounds of bodies. */
package dev.mainnet.gateway.routing;
