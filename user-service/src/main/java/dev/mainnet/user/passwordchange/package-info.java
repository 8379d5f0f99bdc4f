/** How a password is replaced by another, and what dies with the old one. */
package dev.mainnet.user.passwordchange;
