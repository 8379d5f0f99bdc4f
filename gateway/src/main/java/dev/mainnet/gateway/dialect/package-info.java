/** The errors on the paths of older APIs and of others' wire formats, in their own shape. It only translates; no rule is here. */
package dev.mainnet.gateway.dialect;
