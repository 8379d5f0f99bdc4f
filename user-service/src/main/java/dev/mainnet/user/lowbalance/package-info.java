/** Tells the owner of an account by mail that its credits are about to end. */
package dev.mainnet.user.lowbalance;
