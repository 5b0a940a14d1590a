// Must crash, within seconds: so that the silence of the others means something. The overrun is found only if
// inputs are grown along new branches and memory is watched.

#include <cstddef>
#include <cstdint>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::vector<std::uint8_t> bytes(data, data + size);
    if (size > 3 && bytes[0] == 'd' && bytes[1] == 'e' && bytes[2] == 's' && bytes[3] == 'k') {
        volatile std::uint8_t beyond = bytes.data()[size];
        static_cast<void>(beyond);
    }
    return 0;
}
