/** Roles: what they permit, how they inherit, and what an account may do by those it holds. */
package dev.mainnet.user.role;
