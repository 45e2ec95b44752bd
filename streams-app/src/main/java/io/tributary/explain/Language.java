package io.tributary.explain;

import io.tributary.domain.LocalizedText;
import java.util.List;

/** In which language people read a page. */
public enum Language {
    ZH,
    EN,
    /** Each sentence in Chinese and then in English. */
    BOTH;

    List<String> of(LocalizedText text) {
        return switch (this) {
            case ZH -> List.of(text.zh());
            case EN -> List.of(text.en());
            case BOTH -> text.zh().equals(text.en()) ? List.of(text.en()) : List.of(text.zh(), text.en());
        };
    }
}
