/** The platform's own models: small ones that it was shipped with, so that every text path works with no key and no network. */
@NullMarked
package dev.mainnet.model.demonstration;

import org.jspecify.annotations.NullMarked;
