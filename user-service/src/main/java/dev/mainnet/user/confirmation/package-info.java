/** Whether an address belongs to whoever gave it: by a link in a mail to it. */
package dev.mainnet.user.confirmation;
