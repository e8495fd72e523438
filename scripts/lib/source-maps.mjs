// For mocha's --require, in each of its processes: the stack of a failed test names the lines of the sources.
process.setSourceMapsEnabled(true);
