// The program. Its commands stand in cli/; the steps of a check, in order, in run.cc.
#include "cli/parse.h"

int main(int argc, char** argv) { return plimsoll::cli::run(argc, argv); }
