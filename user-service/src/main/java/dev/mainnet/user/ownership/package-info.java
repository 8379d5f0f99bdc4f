/** Whose an account is when mail to its address shows it for the first time. See RATIONALE.md. */
@NullMarked
package dev.mainnet.user.ownership;

import org.jspecify.annotations.NullMarked;
