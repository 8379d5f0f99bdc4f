/** Groups of accounts: founded, joined by invitation, left. */
package dev.mainnet.user.group;
