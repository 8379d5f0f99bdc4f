/** How what is paid is divided among those who earned it. */
package dev.mainnet.billing.fee;
