// Documentation is built with one call of `export` after the other: that command starts with nothing but what it needs.
await (process.argv[2] === 'export' ? import('./main-export.ts') : import('./main-all.ts'));
