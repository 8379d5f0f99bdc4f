/** What each service answers when an account asks for everything that is held about it. */
package dev.mainnet.defaults.export;
