#pragma once

#include <array>
#include <cerrno>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "daemon/core/clock.hpp"

/// After this long a test that waits has failed.
inline constexpr wirefold::Duration kPatience{20'000};

/// Waits for what another thread brings about. False: it did not come.
template <class Condition>
[[nodiscard]] bool await(Condition condition) {
    const auto deadline = wirefold::Deadline::after(kPatience);
    while (!condition()) {
        if (deadline.passed()) return false;
        std::this_thread::yield();
    }
    return true;
}

struct Reply {
    int status = 0;                              ///< 0: the connection ended, or nothing came in time.
    std::map<std::string, std::string> headers;  ///< Names in lower case.
    std::string body;

    [[nodiscard]] std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }
};

/// A blocking HTTP client that can misbehave: it sends any bytes, and reads when told to.
class TestClient {
public:
    /// Not connected yet. A small receive buffer makes the server wait early.
    explicit TestClient(int receive_buffer_bytes = 0)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const timeval patience{.tv_sec = kPatience.count() / 1000, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (receive_buffer_bytes == 0) return;
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
    }
    TestClient(TestClient&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)), input_(std::move(other.input_)) {}
    TestClient(const TestClient&) = delete;
    TestClient& operator=(const TestClient&) = delete;
    TestClient& operator=(TestClient&&) = delete;
    ~TestClient() {
        if (socket_ >= 0) ::close(socket_);
    }

    [[nodiscard]] static TestClient connected(std::uint16_t port) {
        TestClient client;
        static_cast<void>(client.connect(port));
        return client;
    }

    [[nodiscard]] bool connect(std::uint16_t port) const {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return ::connect(socket_, static_cast<const sockaddr*>(static_cast<const void*>(&address)),
                         sizeof address) == 0;
    }

    /// False when the other side is gone.
    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// `method` and `target`, with a Host, and `more` header lines.
    bool ask(std::string_view target, std::string_view method = "GET", std::string_view more = "") const {
        std::string request{method};
        request.append(" ").append(target).append(" HTTP/1.1\r\nHost: test\r\n").append(more).append("\r\n");
        return send(request);
    }

    [[nodiscard]] Reply get(std::string_view target) {
        ask(target);
        return read_reply();
    }

    [[nodiscard]] Reply read_reply(bool without_body = false) {
        const auto head_end = read_until("\r\n\r\n");
        if (head_end == std::string::npos) return {};
        Reply reply = parse_head(input_.substr(0, head_end));
        input_.erase(0, head_end + 4);
        const std::size_t length = without_body ? 0 : std::stoul("0" + reply.header("content-length"));
        while (input_.size() < length) {
            if (!read_some()) return {};
        }
        reply.body = input_.substr(0, length);
        input_.erase(0, length);
        return reply;
    }

    /// Everything until the other side closes. `ended` is false when it has not closed in time.
    [[nodiscard]] std::pair<std::string, bool> read_to_end() {
        while (read_some()) {
        }
        return {std::exchange(input_, {}), ended_};
    }

    /// True when the other side closed and had sent nothing more. Waits for it.
    [[nodiscard]] bool is_cut_off() {
        const auto [bytes, ended] = read_to_end();
        return ended && bytes.empty();
    }

    /// The end came as an error, upon which some clients throw away what they have not read yet.
    [[nodiscard]] bool was_reset() const { return was_reset_; }

    /// True when there is something to read, the end included. Does not wait.
    [[nodiscard]] bool has_news() const {
        pollfd descriptor{.fd = socket_, .events = POLLIN, .revents = 0};
        return ::poll(&descriptor, 1, 0) > 0;
    }

private:
    [[nodiscard]] bool read_some() {
        std::array<char, 16 * 1024> bytes;
        const ssize_t got = ::recv(socket_, bytes.data(), bytes.size(), 0);
        if (got > 0) input_.append(bytes.data(), static_cast<std::size_t>(got));
        was_reset_ = got < 0 && errno == ECONNRESET;
        ended_ = got == 0 || was_reset_;
        return got > 0;
    }

    [[nodiscard]] std::size_t read_until(std::string_view mark) {
        std::size_t found = input_.find(mark);
        while (found == std::string::npos && read_some()) found = input_.find(mark);
        return found;
    }

    [[nodiscard]] static Reply parse_head(const std::string& head) {
        Reply reply;
        if (head.rfind("HTTP/1.", 0) != 0 || head.size() < 12) return reply;
        reply.status = std::stoi(head.substr(9, 3));
        std::size_t begin = head.find("\r\n");
        while (begin != std::string::npos) {
            begin += 2;
            const std::size_t end = head.find("\r\n", begin);
            const std::string line = head.substr(begin, end == std::string::npos ? end : end - begin);
            const std::size_t colon = line.find(": ");
            std::string name = line.substr(0, colon);
            for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            reply.headers[name] = colon == std::string::npos ? "" : line.substr(colon + 2);
            begin = end;
        }
        return reply;
    }

    int socket_;
    std::string input_;
    bool ended_ = false;
    bool was_reset_ = false;
};
