/** How an account goes: what is erased here, and how the other services hear of it. */
package dev.mainnet.user.deletion;
