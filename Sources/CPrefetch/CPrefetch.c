// Everything is in the header; a target has to have a source.
#include "CPrefetch.h"
