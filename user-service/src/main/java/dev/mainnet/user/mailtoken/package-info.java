/** What a mail gives its reader in hand: a text that nobody can guess, that works once and not for long. */
package dev.mainnet.user.mailtoken;
