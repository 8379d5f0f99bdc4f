/**
 * The part of the Jinja language that chat templates in GGUF files use, in Java and with bounds: a stranger's template can neither
 * crash the process nor run on and on. See https://huggingface.co/docs/transformers/chat_templating_writing.
 */
@NullMarked
package dev.mainnet.runner.template;

import org.jspecify.annotations.NullMarked;
