/** How fast the platform is, measured against a peer on the same machine in the same run. */
package dev.mainnet.benchmarks;
