/** Who uses the platform: name, address, profile and roles of an account. */
package dev.mainnet.user.account;
