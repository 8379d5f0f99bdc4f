/** How an account comes into being. */
package dev.mainnet.user.registration;
