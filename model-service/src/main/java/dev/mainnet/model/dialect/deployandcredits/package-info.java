/** Document 2, deploy and credits: models deployed by their name. It only translates; no rule is here. */
@NullMarked
package dev.mainnet.model.dialect.deployandcredits;

import org.jspecify.annotations.NullMarked;
