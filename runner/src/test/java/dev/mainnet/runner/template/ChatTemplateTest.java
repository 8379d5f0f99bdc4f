package dev.mainnet.runner.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-05T07:08:09Z"), ZoneOffset.UTC);
    private static final List<Map<String, String>> CONVERSATION = List.of(
            Map.of("role", "system", "content", "Be brief."),
            Map.of("role", "user", "content", " Hi "),
            Map.of("role", "assistant", "content", "Hello"),
            Map.of("role", "user", "content", "Bye"));

    private static String render(String template) {
        return ChatTemplate.parse(template, CLOCK).render(CONVERSATION, "<s>", "</s>");
    }

    @Test
    void writesAsChatMl() {
        assertThat(render("""
                        {% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}
                        {% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}""")).isEqualTo("""
                        <|im_start|>system
                        Be brief.<|im_end|>
                        <|im_start|>user
                         Hi <|im_end|>
                        <|im_start|>assistant
                        Hello<|im_end|>
                        <|im_start|>user
                        Bye<|im_end|>
                        <|im_start|>assistant
                        """);
    }

    @Test
    void writesWithHeadersAndTheDate() {
        assertThat(render("""
                        {{- bos_token }}
                        {%- if not date_string is defined %}
                            {%- if strftime_now is defined %}
                                {%- set date_string = strftime_now("%d %b %Y") %}
                            {%- else %}
                                {%- set date_string = "26 Jul 2024" %}
                            {%- endif %}
                        {%- endif %}
                        {#- The system's message comes first. #}
                        {%- if messages[0]['role'] == 'system' %}
                            {%- set system_message = messages[0]['content']|trim %}
                            {%- set messages = messages[1:] %}
                        {%- else %}
                            {%- set system_message = "" %}
                        {%- endif %}
                        {{- "<|system|>" + date_string + ": " + system_message }}
                        {%- for message in messages %}
                            {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
                                {{- '<|' + message['role'] + '|>' + message['content'] | trim + '<|eot|>' }}
                            {%- endif %}
                        {%- endfor %}
                        {%- if add_generation_prompt %}
                            {{- '<|assistant|>' }}
                        {%- endif %}
                        """))
                .isEqualTo("<s><|system|>05 Mar 2026: Be brief.<|user|>Hi<|eot|><|assistant|>Hello<|eot|>"
                        + "<|user|>Bye<|eot|><|assistant|>");
    }

    @Test
    void keepsStateInNamespacesAndCallsMacros() {
        assertThat(render("""
                        {%- macro turn(role, text='') -%}
                        [{{ role|upper }}] {{ text }}
                        {%- endmacro -%}
                        {%- set ns = namespace(users=0, last=none) -%}
                        {%- for m in messages if m.role != 'system' -%}
                            {%- if m.role == 'user' %}{% set ns.users = ns.users + 1 %}{% endif -%}
                            {%- set ns.last = m -%}
                            {{ turn(m.role, text=m.content.strip()) }};{{ loop.index0 }}{{ ' ' if not loop.last else '' }}
                        {%- endfor -%}
                        |{{ ns.users }}|{{ ns.last.content }}|{{ ns.last.name is defined }}""")).isEqualTo("[USER] Hi;0 [ASSISTANT] Hello;1 [USER] Bye;2|2|Bye|False");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{{ 1 + 2 * 3 - 4 // 3 }}                             # 6",
                "{{ 7 % 4 == 3 and not false or none }}               # True",
                "{{ 'b' in 'abc' and 'x' not in ['a', 'b'] }}         # True",
                "{{ 'a' ~ 1 ~ true }}                                 # a1True",
                "{{ 'a,b,c'.split(',')[-1] }}                         # c",
                "{{ '<think>x</think>y'.split('</think>')[1] }}       # y",
                "{{ 'xxaxx'.lstrip('x') }}                            # axx",
                "{{ messages|length }}                                # 4",
                "{{ messages[-1].content[0:2] }}                      # By",
                "{{ messages[::-1][0].content }}                      # Bye",
                "{{ messages|map(attribute='role')|join('-') }}       # system-user-assistant-user",
                "{{ (messages|selectattr('role', 'equalto', 'user')|list)[1]['content'] }} # Bye",
                "{{ {'a': [1, true, none], 'b': 'x'} | tojson }}      # {\"a\": [1, true, null], \"b\": \"x\"}",
                "{{ missing | default('d') }}{{ '' | d('e', true) }}  # de",
                "{{ 'yes' if messages is iterable and 1 is number else 'no' }} # yes",
                "{{ range(3)|list|join }}                             # 012",
                "{{ tools is none and tools is defined }}             # True",
                "{{ 'a' if 0 }}.                                      # .",
                "{% for k, v in {'a': 1}.items() %}{{ k }}={{ v }}{% endfor %} # a=1",
                "{% for x in [] %}x{% else %}empty{% endfor %}        # empty",
                "{% if false %}1{% elif 1 < 2 <= 2 %}2{% else %}3{% endif %} # 2",
                "{% set t %}in{{ 1 }}side{% endset %}{{ t|capitalize }} # In1side",
                "{% generation %}{{ 'it''s' }}{% endgeneration %}     # its",
                "{{ 'n}}o' }}                                         # n}}o",
                "{{ eos_token.startswith('</') }}                     # True",
            })
    void understands(String template, String text) {
        assertThat(render(template)).isEqualTo(text);
    }

    @Test
    void dropsTheLineOfAStatement() {
        assertThat(render("""
                        a
                          {% if true %}
                          b
                          {% endif %}
                        c{# gone #}
                        d
                        """)).isEqualTo("a\n  b\nc" + "d\n");
    }

    @Test
    void letsATemplateRefuseMessages() {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> render("{{ raise_exception('Roles must alternate') }}"))
                .withMessage("Roles must alternate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(65000) %}{% for b in range(65000) %}{% endfor %}{% endfor %}",
                "{% set n = namespace(x='x' * 1) %}",
                "{% set n = namespace(x='xxxx') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
                "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
                "{% set n = namespace(x='aaaa') %}{% for i in range(60) %}{% set n.x = n.x|replace('a', n.x) %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{{ range(100000000) }}",
                "{% for a in range(65000) %}{{ 'long text, long text, long text, long text, long text, long text, long text' }}{% endfor %}",
                "{{ ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))) }}",
                "{{ 1 // 0 }}",
                "{{ [1][0].x.y.z() }}",
                "{{ nothing() }}",
                "{{ 'a' | nosuchfilter }}",
                "{% nosuchstatement %}",
                "{{ 'unclosed }}",
                "{{ (1 }}",
                "{% if 1 %}",
                "{% for x in 5 %}{% endfor %}",
                "{{ 'a' < 1 }}",
                "{{ 99999999999999999999 }}",
            })
    void neverRunsOnNorFailsOtherwise(String template) {
        long begin = System.nanoTime();
        assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> render(template));
        assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
    }
}
