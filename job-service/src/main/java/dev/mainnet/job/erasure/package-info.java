/** What this service erases of an account that was deleted. */
package dev.mainnet.job.erasure;
