/** What the endpoints for administrators ask of their callers. */
package dev.mainnet.user.permission;
