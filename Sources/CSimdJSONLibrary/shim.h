#pragma once
// The library is C++: only CSimdJSON includes its header. This module carries its flags and its link.
