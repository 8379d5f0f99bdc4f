/** Document 4, deep learning: register, login and refresh. */
package dev.mainnet.user.dialect.deeplearning;
