/** Signing in where only confirmed addresses may: it joins sessions, temporary passwords and Google. */
package dev.mainnet.user.confirmedsignin;
