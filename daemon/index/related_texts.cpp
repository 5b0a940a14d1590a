#include "daemon/index/related_texts.hpp"

namespace wirefold {

std::size_t RelatedTexts::bytes_used() const {
    return part_of(texts_.bytes(), texts_.size(), texts_.capacity()) +
           part_of(chains_.bytes(), chains_.size(), chains_.capacity());
}

bool RelatedTexts::has_room_for(const SalienceView& salience) const {
    return texts_.size() < texts_.capacity() &&
           chains_.size() + salience.terms.size() + salience.quotes.size() <= chains_.capacity();
}

void RelatedTexts::forget_oldest() {
    const RelatedText& text = texts_.at(oldest());
    const std::uint64_t end = first_posting(oldest()) + text.term_count + text.quote_count;
    texts_.forget_oldest();
    const bool is_empty = oldest() == next();
    chains_.forget_before(
        end, is_empty ? static_cast<std::uint32_t>(newest_article_ + 1) : texts_.at(oldest()).article);
}

void RelatedTexts::add(ArticleNumber article, const SalienceView& salience) {
    newest_article_ = article;
    const auto packed = static_cast<std::uint32_t>(article);
    texts_.add({.article = packed,
                .first_posting = static_cast<std::uint32_t>(chains_.next()),
                .square_sum = salience.square_sum,
                .term_count = static_cast<std::uint8_t>(salience.terms.size()),
                .quote_count = static_cast<std::uint8_t>(salience.quotes.size())});
    Chains::Entry entry{};
    entry.article = packed;
    for (const WeightedTerm& term : salience.terms) {
        entry.key = term.key;
        entry.weight = term.weight;
        chains_.add(entry, {.position = term.position, .flags = term.flags});
    }
    for (const std::uint32_t quote : salience.quotes) {
        entry.key = quote;
        entry.weight = kQuote;
        chains_.add(entry, {});
    }
}

SalienceView RelatedTexts::salience(PostedNumber number, SalienceBuffer& buffer) const {
    const RelatedText& text = texts_.at(number);
    const std::span<WeightedTerm> terms = buffer.terms.take(text.term_count);
    const std::span<std::uint32_t> quotes = buffer.quotes.take(text.quote_count);
    const std::uint64_t first = first_posting(number);
    auto term = terms.begin();
    chains_.for_each(first, terms.size(), [&](const Chains::Entry& entry, const Chains::Mark& mark) {
        *term++ = {.key = entry.key, .weight = entry.weight, .position = mark.position, .flags = mark.flags};
    });
    auto quote = quotes.begin();
    chains_.for_each(first + terms.size(), quotes.size(),
                     [&](const Chains::Entry& entry, const Chains::Mark&) { *quote++ = entry.key; });
    return {.square_sum = text.square_sum, .terms = terms, .quotes = quotes};
}

void RelatedTexts::prefetch_terms(PostedNumber number) const {
    chains_.prefetch_entries(first_posting(number), texts_.at(number).term_count);
}

}  // namespace wirefold
