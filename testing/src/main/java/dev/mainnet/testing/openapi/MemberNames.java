package dev.mainnet.testing.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

/** What the components of a record are called in JSON, by what they are called in Java; told by the mapper itself. */
final class MemberNames {

    private MemberNames() {}

    static Map<String, String> of(JsonMapper json, Class<?> type) {
        Map<String, String> names = new LinkedHashMap<>();
        json.acceptJsonFormatVisitor(type, new JsonFormatVisitorWrapper.Base() {
            @Override
            public JsonObjectFormatVisitor expectObjectFormat(JavaType visited) {
                return new JsonObjectFormatVisitor.Base(getContext()) {
                    @Override
                    public void property(BeanProperty property) {
                        names.put(property.getMember().getName(), property.getName());
                    }

                    @Override
                    public void optionalProperty(BeanProperty property) {
                        property(property);
                    }
                };
            }
        });
        return names;
    }
}
