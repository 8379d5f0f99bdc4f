/** The errors of the older APIs' paths, in their own shape. It only translates; no rule is here. */
package dev.mainnet.gateway.dialect;
