/** What happens to every public request whatever it asks for: its way through the gateway, its name, its bounds, its log line. */
package dev.mainnet.gateway.request;
