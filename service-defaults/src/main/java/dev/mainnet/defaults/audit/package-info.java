/** What administrators do in a service: written down in the transaction of the deed, and read by cursor. */
package dev.mainnet.defaults.audit;
