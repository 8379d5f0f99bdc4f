/** Credits that the platform gives away. */
package dev.mainnet.billing.grant;
