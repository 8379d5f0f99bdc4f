/** A new password for whoever forgot the old one and still reads the mails to his address. See RATIONALE.md. */
package dev.mainnet.user.passwordreset;
