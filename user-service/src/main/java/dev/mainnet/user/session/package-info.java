/** Signing in, staying signed in and signing out. */
package dev.mainnet.user.session;
