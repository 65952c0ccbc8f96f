#pragma once
// The code unit width must be chosen before the header; Swift then calls the `_8` names.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
