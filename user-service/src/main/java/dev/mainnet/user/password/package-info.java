/** How passwords are judged, hashed and checked. */
package dev.mainnet.user.password;
