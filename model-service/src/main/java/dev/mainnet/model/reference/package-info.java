/** What is generated from a deployment's signature to tell the world how to call it: schemas, an OpenAPI document, snippets of code. */
@NullMarked
package dev.mainnet.model.reference;

import org.jspecify.annotations.NullMarked;
