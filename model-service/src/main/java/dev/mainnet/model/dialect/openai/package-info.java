/** OpenAI's wire format, as its clients speak it: chat completions and the list of models. Only translates. */
@NullMarked
package dev.mainnet.model.dialect.openai;

import org.jspecify.annotations.NullMarked;
