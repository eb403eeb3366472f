/**
 * The commands, each loaded when it is used: `status` need not wait for what only `up` needs. `require` and not `import()`,
 * because the source runs as CommonJS, whose named exports a native `import()` does not see.
 */
export const commands = {
  get approvals(): typeof import('./approvals') {
    return require('./approvals');
  },
  get bench(): typeof import('./bench') {
    return require('./bench');
  },
  get classes(): typeof import('./classes') {
    return require('./classes');
  },
  get completion(): typeof import('./completion') {
    return require('./completion');
  },
  get environmentChanges(): typeof import('./environmentChanges') {
    return require('./environmentChanges');
  },
  get environments(): typeof import('./environments') {
    return require('./environments');
  },
  get ledger(): typeof import('./ledger') {
    return require('./ledger');
  },
  get lifecycle(): typeof import('./lifecycle') {
    return require('./lifecycle');
  },
  get newService(): typeof import('./newService') {
    return require('./newService');
  },
  get open(): typeof import('./open') {
    return require('./open');
  },
  get portal(): typeof import('../portal/PortalContext') {
    return require('../portal/PortalContext');
  },
  get services(): typeof import('./services') {
    return require('./services');
  },
  get session(): typeof import('./session') {
    return require('./session');
  },
  get doctor(): typeof import('./doctor') {
    return require('./doctor');
  },
  get logs(): typeof import('./logs') {
    return require('./logs');
  },
  get reset(): typeof import('./reset') {
    return require('./reset');
  },
  get test(): typeof import('./test') {
    return require('./test');
  },
  get version(): typeof import('./version') {
    return require('./version');
  },
  get withTool(): typeof import('./withTool') {
    return require('./withTool');
  },
  get up(): typeof import('./upCommand') {
    return require('./upCommand');
  },
  get down(): typeof import('./down') {
    return require('./down');
  },
  get status(): typeof import('./status') {
    return require('./status');
  },
  get upgrades(): typeof import('./upgrades') {
    return require('./upgrades');
  },
};
