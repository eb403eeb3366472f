/**
 * The commands, each loaded when it is used: `status` need not wait for what only `up` needs. `require` and not `import()`,
 * because the source runs as CommonJS, whose named exports a native `import()` does not see.
 */
export const commands = {
  get up(): typeof import('./upCommand') {
    return require('./upCommand');
  },
  get down(): typeof import('./down') {
    return require('./down');
  },
  get status(): typeof import('./status') {
    return require('./status');
  },
};
