/** Document 2, deploy and credits: sign-up and login. */
package dev.mainnet.user.dialect.deployandcredits;
