/** What clients send in files: read as it arrives, never whole in memory, within a bound. */
package dev.mainnet.defaults.upload;
