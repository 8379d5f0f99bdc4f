/** Remembering something of a person without knowing whom. */
@NullMarked
package dev.mainnet.user.pseudonym;

import org.jspecify.annotations.NullMarked;
