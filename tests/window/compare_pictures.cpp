// Two PNG files of one size: how far they are apart. For the window's canvas against the exported picture.
//
// usage: compare_pictures A.png B.png MEAN MOST [DIFFERENCE.png]
// Prints both measures (of 255; see tests/agreement/pictures.h: a pixel may look for its match right beside itself). Exit
// code 0: within the bounds; 1: not, the difference, amplified, is in the last file; 2: no two pictures of one size.

#include "tests/agreement/pictures.h"

#include <cstdio>

using namespace stridelens;

int main(int argc, char** argv) {
    if (argc < 5) return 2;
    const Pixels a = read_png(argv[1]), b = read_png(argv[2]);
    if (a.width == 0 || a.width != b.width || a.height != b.height) {
        std::printf("%dx%d against %dx%d\n", a.width, a.height, b.width, b.height);
        return 2;
    }
    const Smooth first = softened(a), second = softened(b);
    const PictureDifference far = difference(first, second);
    std::printf("mean %.3f, most %.1f at %d,%d\n", far.mean, far.most, far.x, far.y);
    if (far.mean <= std::atof(argv[3]) && far.most <= std::atof(argv[4])) return 0;
    if (argc > 5) write_difference(first, second, argv[5]);
    return 1;
}
