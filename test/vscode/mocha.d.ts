// Mocha for browsers: it has no exports, but puts itself into the global object.
declare module 'mocha/mocha.js';
