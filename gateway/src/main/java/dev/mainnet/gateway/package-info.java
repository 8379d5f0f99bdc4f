/** The one public door: it finds out who calls, keeps limits and sends each request to a living instance of the service that answers it. */
package dev.mainnet.gateway;
