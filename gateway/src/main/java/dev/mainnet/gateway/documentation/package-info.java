/** The API in words: one OpenAPI document of all services, and pages to read it. */
package dev.mainnet.gateway.documentation;
