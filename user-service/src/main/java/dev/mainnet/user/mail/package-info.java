/** Mails: queued in the transaction that has something to say, and sent later by whichever instance is free. See RATIONALE.md. */
package dev.mainnet.user.mail;
